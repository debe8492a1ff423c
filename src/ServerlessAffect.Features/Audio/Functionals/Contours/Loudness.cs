using System.Numerics.Tensors;
using ServerlessAffect.Features.Audio.Functionals.Statistics;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>Brings a window to a loudness of its own.</summary>
internal static class Loudness
{
    private const float Percent = 95;

    /// <summary>-20 dB of full scale.</summary>
    private const float Target = 0.1f;

    /// <summary>40 dB either way: beyond it there is no voice to be heard.</summary>
    private const float MostGain = 100;

    /// <summary>Scales the samples so that 95 % of all stretches of a hop are softer than -20 dB of full scale.</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="scratch">[samples / hop] at least.</param>
    public static void Level(Span<float> samples, int hop, Span<float> scratch)
    {
        var levels = scratch[..(samples.Length / hop)];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(samples.Slice(i * hop, hop)) / hop);
        }

        levels.Sort();
        var level = levels.IsEmpty ? 0 : LevelStatistics.Percentile(levels, Percent);
        if (level > 0)
        {
            TensorPrimitives.Multiply(samples, Math.Clamp(Target / level, 1 / MostGain, MostGain), samples);
        }
    }
}
