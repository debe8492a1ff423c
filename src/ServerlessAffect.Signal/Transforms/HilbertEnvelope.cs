namespace ServerlessAffect.Signal.Transforms;

/// <summary>The length of the analytic signal: |scipy.signal.hilbert(x)| with N = the length of x, any length.</summary>
/// <remarks>Allocates when made, never when called. One caller at a time.</remarks>
public sealed class HilbertEnvelope
{
    private readonly ComplexFft<double> _fft;
    private readonly double[] _re;
    private readonly double[] _im;

    /// <param name="length">At least 1.</param>
    public HilbertEnvelope(int length)
    {
        _fft = new ComplexFft<double>(length);
        (_re, _im) = (new double[length], new double[length]);
    }

    public int Length => _fft.Length;

    /// <param name="values">[Length].</param>
    /// <param name="envelope">[Length]; may be <paramref name="values"/>.</param>
    public void Compute(ReadOnlySpan<float> values, Span<float> envelope)
    {
        if (values.Length != Length || envelope.Length != Length)
        {
            throw new ArgumentException($"This envelope takes {Length} values, got {values.Length} and room for {envelope.Length}.");
        }

        for (var n = 0; n < Length; n++)
        {
            (_re[n], _im[n]) = (values[n], 0);
        }

        _fft.Forward(_re, _im);
        for (var k = 1; k < Length; k++)
        {
            // Positive frequencies twice, negative ones not at all; the one at half the rate stays.
            var factor = 2 * k < Length ? 2.0 : 2 * k == Length ? 1.0 : 0.0;
            (_re[k], _im[k]) = (_re[k] * factor, _im[k] * factor);
        }

        _fft.Inverse(_re, _im);
        for (var n = 0; n < Length; n++)
        {
            envelope[n] = (float)Math.Sqrt((_re[n] * _re[n]) + (_im[n] * _im[n]));
        }
    }
}
