namespace ServerlessAffect.Learning.Manifold;

/// <summary>Gradient steps with momentum and a gain of its own for every coordinate, which grows while the gradient keeps its sign (Jacobs 1988).</summary>
/// <param name="values">What is moved.</param>
/// <param name="learningRate">Above 0.</param>
internal sealed class MomentumStep(double[] values, double learningRate)
{
    private const double LeastGain = 0.01;

    private readonly double[] _updates = new double[values.Length];
    private readonly double[] _gains = Enumerable.Repeat(1.0, values.Length).ToArray();

    internal void Take(ReadOnlySpan<double> gradient, double momentum)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var gain = Math.Max(LeastGain, _updates[i] * gradient[i] < 0 ? _gains[i] + 0.2 : _gains[i] * 0.8);
            _gains[i] = gain;
            _updates[i] = (momentum * _updates[i]) - (learningRate * gain * gradient[i]);
            values[i] += _updates[i];
        }
    }
}
