namespace ServerlessAffect.Bench.Audio;

/// <summary>Sound with the make-up of speech: harmonics of a wandering pitch, syllables, a little noise.</summary>
internal static class MadeUpSpeech
{
    public const int SampleRate = 22_050;

    public static float[] Make(double seconds)
    {
        var random = new Random(7);
        var samples = new float[(int)(seconds * SampleRate)];
        var phase = 0.0;
        for (var n = 0; n < samples.Length; n++)
        {
            var t = (double)n / SampleRate;
            phase += 2 * Math.PI * (140 + (40 * Math.Sin(2 * Math.PI * 0.7 * t))) / SampleRate;
            var voice = 0.0;
            for (var h = 1; h <= 20; h++)
            {
                voice += Math.Sin(h * phase) / h;
            }

            samples[n] = (float)((0.2 * voice * Math.Max(0, Math.Sin(2 * Math.PI * 3 * t))) + (0.01 * ((2 * random.NextDouble()) - 1)));
        }

        return samples;
    }
}
