using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Filters;

/// <summary>Filters of finite response and linear phase: designed as a windowed sinc, applied without delay.</summary>
public static class FirFilter
{
    /// <summary>Passes what lies below a frequency, where it falls to a half. Hamming window: 53 dB beyond a transition 3.3 sampleRate / taps wide.</summary>
    /// <param name="taps">How many coefficients, odd.</param>
    /// <param name="sampleRate">Hz.</param>
    /// <param name="frequency">Hz, above 0 and below half the sample rate.</param>
    /// <returns>[taps], their sum 1; <c>scipy.signal.firwin(taps, frequency, fs=sampleRate)</c>.</returns>
    public static float[] LowPass(int taps, int sampleRate, double frequency) => Array.ConvertAll(Sinc(taps, sampleRate, frequency), h => (float)h);

    /// <summary>Passes what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    /// <returns>[taps]: 1 less the low-pass.</returns>
    public static float[] HighPass(int taps, int sampleRate, double frequency)
    {
        var low = Sinc(taps, sampleRate, frequency);
        low[taps / 2] -= 1;
        return Array.ConvertAll(low, h => (float)-h);
    }

    /// <summary>Passes what lies between two frequencies.</summary>
    /// <returns>[taps]: the low-pass of the upper less that of the lower.</returns>
    /// <inheritdoc cref="LowPass"/>
    public static float[] BandPass(int taps, int sampleRate, double lower, double upper)
    {
        var (low, high) = (Sinc(taps, sampleRate, lower), Sinc(taps, sampleRate, upper));
        TensorPrimitives.Subtract<double>(high, low, high);
        return Array.ConvertAll(high, h => (float)h);
    }

    /// <summary>filtered[n] = sum over k of taps[k] samples[n + taps / 2 - k], zeros beyond the ends: numpy.convolve(samples, taps, 'same').</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="taps">An odd number; symmetric, as the designs here are.</param>
    /// <param name="filtered">[samples], written; another memory.</param>
    /// <exception cref="ArgumentException">An even number of taps, or another length.</exception>
    public static void Apply(ReadOnlySpan<float> samples, ReadOnlySpan<float> taps, Span<float> filtered)
    {
        RequireOdd(taps.Length);
        if (filtered.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {filtered.Length}.", nameof(filtered));
        }

        var half = taps.Length / 2;
        for (var n = 0; n < samples.Length; n++)
        {
            var (from, to) = (Math.Max(0, n - half), Math.Min(samples.Length, n + half + 1));
            filtered[n] = TensorPrimitives.Dot(samples[from..to], taps.Slice(from - n + half, to - from));
        }
    }

    private static double[] Sinc(int taps, int sampleRate, double frequency)
    {
        RequireOdd(taps);
        if (!(frequency > 0 && frequency < sampleRate / 2.0))
        {
            throw new ArgumentException($"Expected a frequency above 0 and below {sampleRate / 2.0} Hz, got {frequency}.", nameof(frequency));
        }

        var response = Windows.CosineWindows.Hamming(taps, periodic: false);
        for (var k = 0; k < taps; k++)
        {
            var angle = 2 * Math.PI * frequency / sampleRate * (k - (taps / 2));
            response[k] *= angle == 0 ? 1 : Math.Sin(angle) / angle;
        }

        TensorPrimitives.Divide(response, TensorPrimitives.Sum<double>(response), response);
        return response;
    }

    private static void RequireOdd(int taps)
    {
        if (taps < 1 || taps % 2 == 0)
        {
            throw new ArgumentException($"Expected an odd number of taps, got {taps}.", nameof(taps));
        }
    }
}
