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
        Turn(values, default);
        Measure(values, _re, envelope);
    }

    /// <summary>Two at the price of one.</summary>
    /// <param name="first">[Length].</param>
    /// <param name="second">[Length].</param>
    /// <param name="firstEnvelope">[Length]; may be <paramref name="first"/>.</param>
    /// <param name="secondEnvelope">[Length]; may be <paramref name="second"/>.</param>
    public void Compute(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> firstEnvelope, Span<float> secondEnvelope)
    {
        Turn(first, second);
        Measure(first, _re, firstEnvelope);
        Measure(second, _im, secondEnvelope);
    }

    /// <summary>Turns every frequency by a quarter: of real values the imaginary part of the analytic signal. Real and imaginary parts do not mix in that.</summary>
    private void Turn(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != Length || (second.Length != Length && !second.IsEmpty))
        {
            throw new ArgumentException($"This envelope takes {Length} values, got {first.Length} and {second.Length}.");
        }

        for (var n = 0; n < Length; n++)
        {
            (_re[n], _im[n]) = (first[n], second.IsEmpty ? 0 : second[n]);
        }

        _fft.Forward(_re, _im);
        for (var k = 0; k < Length; k++)
        {
            // Times -i above zero frequency, times i below; neither zero nor half the rate is above or below.
            (_re[k], _im[k]) = k == 0 || 2 * k == Length ? (0, 0) : 2 * k < Length ? (_im[k], -_re[k]) : (-_im[k], _re[k]);
        }

        _fft.Inverse(_re, _im);
    }

    private static void Measure(ReadOnlySpan<float> values, ReadOnlySpan<double> turned, Span<float> envelope)
    {
        for (var n = 0; n < values.Length; n++)
        {
            envelope[n] = (float)Math.Sqrt(((double)values[n] * values[n]) + (turned[n] * turned[n]));
        }
    }
}
