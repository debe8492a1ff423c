using System.Collections.Concurrent;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Gaussian bumps at the twelve pitch classes; librosa.filters.chroma(ctroct=5, octwidth=2, norm=2, base_c=True).</summary>
internal static class ChromaFilters
{
    public const int Classes = 12;
    private const double CentreOctave = 5;
    private const double OctaveWidth = 2;

    // There are a hundred tunings; a hundred banks of one rate are 5 MB.
    private const int MostKept = 200;
    private static readonly ConcurrentDictionary<(int SampleRate, double Tuning), float[]> Made = new();

    /// <returns>[bins, 12].</returns>
    public static float[] For(int sampleRate, double tuning)
    {
        if (Made.TryGetValue((sampleRate, tuning), out var made))
        {
            return made;
        }

        var filters = Make(sampleRate, tuning);
        if (Made.Count < MostKept)
        {
            Made.TryAdd((sampleRate, tuning), filters);
        }

        return filters;
    }

    private static float[] Make(int sampleRate, double tuning)
    {
        var places = new double[AudioClip.FrameLength];
        for (var bin = 1; bin < places.Length; bin++)
        {
            places[bin] = Classes * Math.Log2((double)bin * sampleRate / AudioClip.FrameLength / (440 * Math.Pow(2, tuning / Classes) / 16));
        }

        // A place for 0 Hz: an octave and a half below the first bin.
        places[0] = places[1] - (1.5 * Classes);
        var filters = new float[AudioClip.Bins * Classes];
        Span<double> weights = stackalloc double[Classes];
        for (var bin = 0; bin < AudioClip.Bins; bin++)
        {
            var width = Math.Max(1, places[bin + 1] - places[bin]);
            var squares = 0.0;
            for (var c = 0; c < Classes; c++)
            {
                var distance = Remainder(places[bin] - c + (Classes / 2) + (10 * Classes), Classes) - (Classes / 2);
                weights[c] = Math.Exp(-0.5 * Math.Pow(2 * distance / width, 2));
                squares += weights[c] * weights[c];
            }

            var factor = Math.Exp(-0.5 * Math.Pow(((places[bin] / Classes) - CentreOctave) / OctaveWidth, 2)) / Math.Sqrt(squares);
            for (var c = 0; c < Classes; c++)
            {
                // Counted from A; rows are from C.
                filters[(bin * Classes) + ((c + Classes - 3) % Classes)] = (float)(weights[c] * factor);
            }
        }

        return filters;
    }

    private static double Remainder(double value, double divisor) => value - (divisor * Math.Floor(value / divisor));
}
