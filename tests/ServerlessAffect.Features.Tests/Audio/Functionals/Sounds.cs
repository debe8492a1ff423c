namespace ServerlessAffect.Features.Tests.Audio.Functionals;

/// <summary>Sounds whose right answers are known.</summary>
internal static class Sounds
{
    internal const int SampleRate = 16_000;

    /// <summary>Harmonics with falling strength of an F0 that may move, and a weak hiss, so that no band is empty.</summary>
    internal static float[] Voice(double seconds, Func<double, double> f0, double amplitude = 0.3)
    {
        var (samples, phase, state) = (new float[(int)(seconds * SampleRate)], 0.0, 1u);
        for (var n = 0; n < samples.Length; n++)
        {
            phase += 2 * Math.PI * f0((double)n / SampleRate) / SampleRate;
            var value = 0.0;
            for (var h = 1; h <= 20; h++)
            {
                value += Math.Cos((h * phase) + h) / h;
            }

            state = (1664525 * state) + 1013904223;
            samples[n] = (float)(amplitude * ((value / 3) + (1e-3 * ((state / 2147483648.0) - 1))));
        }

        return samples;
    }

    internal static float[] Between(float[] sound, double secondsOfSilence)
    {
        var padded = new float[sound.Length + (2 * (int)(secondsOfSilence * SampleRate))];
        sound.CopyTo(padded, (int)(secondsOfSilence * SampleRate));
        return padded;
    }
}
