namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Chroma on the circles of fifths, minor and major thirds, two coordinates each; librosa.feature.tonnetz(chroma=…).</summary>
internal static class Tonnetz
{
    private const int Coordinates = 6;

    /// <param name="chroma">[12, frames].</param>
    /// <param name="frames">From 0.</param>
    /// <returns>[6, frames].</returns>
    public static double[] Compute(ReadOnlySpan<float> chroma, int frames)
    {
        var tonnetz = new double[Coordinates * frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var sum = 0.0;
            for (var c = 0; c < ChromaFilters.Classes; c++)
            {
                sum += Math.Abs(chroma[(c * frames) + frame]);
            }

            for (var i = 0; i < Coordinates && sum > 0; i++)
            {
                for (var c = 0; c < ChromaFilters.Classes; c++)
                {
                    tonnetz[(i * frames) + frame] += Basis(i, c) * chroma[(c * frames) + frame] / sum;
                }
            }
        }

        return tonnetz;
    }

    private static double Basis(int coordinate, int pitchClass)
    {
        // Even coordinates are sines of the same angles.
        var turns = (coordinate / 2) switch { 0 => 7.0 / 6, 1 => 3.0 / 2, _ => 2.0 / 3 };
        var radius = coordinate < 4 ? 1.0 : 0.5;
        return radius * Math.Cos(Math.PI * ((turns * pitchClass) - (coordinate % 2 == 0 ? 0.5 : 0)));
    }
}
