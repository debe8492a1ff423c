namespace ServerlessAffect.Signal.Tests;

/// <summary>Sounds whose right answers are known. Nothing here comes from the code under test.</summary>
internal static class TestSignals
{
    internal static float[] Sine(double frequency, int samples, int sampleRate, double amplitude = 0.5)
        => Make(samples, n => amplitude * Math.Sin(2 * Math.PI * frequency * n / sampleRate));

    /// <summary>Harmonics 1 to 10 with falling strength: a buzz that has an F0, not only a frequency.</summary>
    internal static float[] Buzz(double f0, int samples, int sampleRate)
        => Make(samples, n => Enumerable.Range(1, 10).Where(h => h * f0 < sampleRate / 2.0).Sum(h => 0.3 / h * Math.Sin((2 * Math.PI * h * f0 * n / sampleRate) + h)));

    /// <summary>Uniform in [-amplitude, amplitude).</summary>
    internal static float[] Noise(int seed, int samples, double amplitude)
    {
        var state = (uint)seed;
        return Make(samples, _ => (((state = (1664525 * state) + 1013904223) / 2147483648.0) - 1) * amplitude);
    }

    internal static float[] Make(int samples, Func<int, double> value)
    {
        var made = new float[samples];
        for (var n = 0; n < samples; n++)
        {
            made[n] = (float)value(n);
        }

        return made;
    }

    internal static float[] Sum(float[] left, float[] right) => Make(left.Length, n => left[n] + right[n]);
}
