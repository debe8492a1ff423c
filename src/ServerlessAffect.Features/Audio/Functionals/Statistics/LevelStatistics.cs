using System.Numerics.Tensors;

namespace ServerlessAffect.Features.Audio.Functionals.Statistics;

/// <summary>How the values of a contour are distributed, whatever their order.</summary>
internal static class LevelStatistics
{
    private const float SmallestSpread = 1e-6f;
    private static readonly float[] Percents = [1, 5, 25, 50, 75, 95, 99];

    /// <summary>Moments, percentiles (linear between ranks), quartile ranges, and the range from the 5th to the 95th percentile.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["mean", "sd", "skew", "kurt", "p1", "p5", "p25", "p50", "p75", "p95", "p99", "iqr", "iqr12", "iqr23", "range"];

    /// <param name="values">[values]; none gives zeros.</param>
    /// <param name="scratch">[values] at least.</param>
    /// <param name="statistics">[<see cref="Names"/>].</param>
    public static void Compute(ReadOnlySpan<float> values, Span<float> scratch, Span<float> statistics)
    {
        if (values.IsEmpty)
        {
            statistics.Clear();
            return;
        }

        scratch = scratch[..values.Length];
        var mean = TensorPrimitives.Average(values);
        TensorPrimitives.Subtract(values, mean, scratch);
        var variance = TensorPrimitives.SumOfSquares<float>(scratch) / values.Length;
        var (third, fourth) = HigherMoments(scratch);
        var spread = MathF.Sqrt(variance);
        var scale = spread + SmallestSpread;
        (statistics[0], statistics[1]) = (mean, spread);
        statistics[2] = third / values.Length / (scale * scale * scale);
        statistics[3] = fourth / values.Length / (scale * scale * scale * scale);
        values.CopyTo(scratch);
        scratch.Sort();
        for (var p = 0; p < Percents.Length; p++)
        {
            statistics[4 + p] = Percentile(scratch, Percents[p]);
        }

        var (low, p25, p50, p75, high) = (statistics[5], statistics[6], statistics[7], statistics[8], statistics[9]);
        (statistics[11], statistics[12], statistics[13], statistics[14]) = (p75 - p25, p50 - p25, p75 - p50, high - low);
    }

    /// <param name="sorted">Ascending, not empty.</param>
    public static float Percentile(ReadOnlySpan<float> sorted, float percent)
    {
        var place = percent / 100 * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static (float Third, float Fourth) HigherMoments(ReadOnlySpan<float> centred)
    {
        var (third, fourth) = (0f, 0f);
        foreach (var value in centred)
        {
            var squared = value * value;
            third += squared * value;
            fourth += squared * squared;
        }

        return (third, fourth);
    }
}
