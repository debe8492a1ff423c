using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Adds windowed frames a quarter of their length apart and divides by the sum of the squared windows: the end of <c>librosa.istft</c>, centred.</summary>
internal sealed class OverlapAdd
{
    private const int Overlap = 4;

    /// <summary>numpy.finfo(float32).tiny: where no window reaches, nothing is divided.</summary>
    private const double Tiny = 1.17549435e-38;

    private readonly int _hop;
    private readonly double[] _window;
    private readonly double[] _sum;
    private readonly double[] _weight;
    private int _frames;

    internal OverlapAdd(double[] window)
    {
        (_window, _hop) = (window, window.Length / Overlap);
        (_sum, _weight) = (new double[window.Length], new double[window.Length]);
    }

    internal void Restart()
    {
        Array.Clear(_sum);
        Array.Clear(_weight);
        _frames = 0;
    }

    /// <summary>Adds the next frame, and writes the quarter that is complete with it.</summary>
    /// <param name="frame">[window]; overwritten.</param>
    /// <param name="samples">The whole clip that is being put together; frame t is centred on sample t x hop.</param>
    internal void Add(Span<double> frame, Span<float> samples)
    {
        TensorPrimitives.MultiplyAdd<double>(frame, _window, _sum, _sum);
        TensorPrimitives.MultiplyAdd<double>(_window, _window, _weight, _weight);
        Write(samples);
    }

    /// <summary>Writes what the last frames reach, and zeros beyond.</summary>
    internal void Finish(Span<float> samples)
    {
        for (var quarter = 1; quarter < Overlap; quarter++)
        {
            Write(samples);
        }

        var end = Math.Max(0, (_frames - (Overlap / 2)) * _hop);
        if (end < samples.Length)
        {
            samples[end..].Clear();
        }
    }

    private void Write(Span<float> samples)
    {
        var from = (_frames - (Overlap / 2)) * _hop;
        if (from >= 0 && from < samples.Length)
        {
            var count = Math.Min(_hop, samples.Length - from);
            var to = samples.Slice(from, count);
            var (sum, weight) = (_sum, _weight);
            for (var i = 0; i < count; i++)
            {
                to[i] = (float)(weight[i] > Tiny ? sum[i] / weight[i] : sum[i]);
            }
        }

        Shift(_sum);
        Shift(_weight);
        _frames++;
    }

    private void Shift(double[] values)
    {
        values.AsSpan(_hop).CopyTo(values);
        values.AsSpan(values.Length - _hop).Clear();
    }
}
