using System.Numerics.Tensors;

namespace ServerlessAffect.Features.Audio.Functionals.Statistics;

/// <summary>How a contour moves: its line and parabola, how long it stays high, how steeply it rises and falls, its peaks and valleys.</summary>
internal static class ShapeStatistics
{
    private const float SmallestRange = 1e-6f;
    private static readonly float[] Levels = [0.25f, 0.5f, 0.75f, 0.9f];

    /// <summary>
    /// Slope of the line and weight of the parabola over time from -1 to 1, with the mean magnitude or the standard deviation of what each leaves; shares of the time above 25, 50, 75 and 90 %
    /// of the range from the 5th to the 95th percentile, and of rising steps; mean rising and falling step; peaks a second, mean peak and valley by the mean; where the maximum and the
    /// minimum lie and where the centre of mass above the minimum, as shares of the time. Peaks and valleys are those of the mean over three frames.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "slope", "linerr", "quad", "quaderr", "up25", "up50", "up75", "up90", "rising", "risestep", "fallstep", "peakrate", "peakmean", "valleymean", "posmax", "posmin", "centre",
    ];

    /// <param name="values">[values]; fewer than 3 give zeros.</param>
    /// <param name="scratch">[values] at least.</param>
    /// <param name="low">5th percentile of the values.</param>
    /// <param name="high">95th.</param>
    /// <param name="framesPerSecond">Of the contour.</param>
    /// <param name="statistics">[<see cref="Names"/>].</param>
    public static void Compute(ReadOnlySpan<float> values, Span<float> scratch, float low, float high, int framesPerSecond, Span<float> statistics)
    {
        statistics.Clear();
        if (values.Length < 3)
        {
            return;
        }

        var mean = TensorPrimitives.Average(values);
        Trend(values, scratch[..values.Length], mean, statistics);
        var range = high - low + SmallestRange;
        for (var l = 0; l < Levels.Length; l++)
        {
            statistics[4 + l] = ShareAbove(values, low + (range * Levels[l]));
        }

        Steps(values, statistics[8..]);
        Extrema(values, mean, framesPerSecond, statistics[11..]);
        var (largest, smallest) = (TensorPrimitives.IndexOfMax(values), TensorPrimitives.IndexOfMin(values));
        (statistics[14], statistics[15]) = ((float)largest / values.Length, (float)smallest / values.Length);
        statistics[16] = Centre(values, values[smallest]);
    }

    private static void Trend(ReadOnlySpan<float> values, Span<float> rest, float mean, Span<float> statistics)
    {
        var (step, count) = (2.0 / (values.Length - 1), values.Length);
        var (times, squares, meanSquare) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var t = (i * step) - 1;
            times += t * (values[i] - mean);
            squares += t * t;
        }

        var slope = times / squares;
        meanSquare = squares / count;
        var (error, bends, bendSquares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var t = (i * step) - 1;
            var left = values[i] - mean - (t * slope);
            rest[i] = (float)left;
            error += Math.Abs(left);
            var bend = (t * t) - meanSquare;
            bends += bend * left;
            bendSquares += bend * bend;
        }

        var weight = bends / Math.Max(bendSquares, 1e-9);
        var (sum, sumSquares) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var t = (i * step) - 1;
            var left = rest[i] - (weight * ((t * t) - meanSquare));
            sum += left;
            sumSquares += left * left;
        }

        (statistics[0], statistics[1], statistics[2]) = ((float)slope, (float)(error / count), (float)weight);
        statistics[3] = (float)Math.Sqrt(Math.Max(0, (sumSquares / count) - (sum / count * (sum / count))));
    }

    private static float ShareAbove(ReadOnlySpan<float> values, float level)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value > level ? 1 : 0;
        }

        return (float)count / values.Length;
    }

    private static void Steps(ReadOnlySpan<float> values, Span<float> statistics)
    {
        var (rises, falls, risen, fallen) = (0, 0, 0f, 0f);
        for (var i = 1; i < values.Length; i++)
        {
            var step = values[i] - values[i - 1];
            if (step > 0)
            {
                rises++;
                risen += step;
            }
            else if (step < 0)
            {
                falls++;
                fallen += step;
            }
        }

        statistics[0] = (float)rises / (values.Length - 1);
        statistics[1] = risen / Math.Max(1, rises);
        statistics[2] = fallen / Math.Max(1, falls);
    }

    private static void Extrema(ReadOnlySpan<float> values, float mean, int framesPerSecond, Span<float> statistics)
    {
        var (peaks, valleys, peakSum, valleySum) = (0, 0, 0f, 0f);
        for (var i = 2; i + 2 < values.Length; i++)
        {
            var before = values[i - 2] + values[i - 1] + values[i];
            var at = values[i - 1] + values[i] + values[i + 1];
            var after = values[i] + values[i + 1] + values[i + 2];
            if (at > before && at >= after)
            {
                peaks++;
                peakSum += at / 3;
            }
            else if (at < before && at <= after)
            {
                valleys++;
                valleySum += at / 3;
            }
        }

        statistics[0] = (float)peaks * framesPerSecond / values.Length;
        statistics[1] = peaks > 0 ? (peakSum / peaks) - mean : 0;
        statistics[2] = valleys > 0 ? (valleySum / valleys) - mean : 0;
    }

    private static float Centre(ReadOnlySpan<float> values, float smallest)
    {
        var (mass, moment) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            mass += values[i] - smallest;
            moment += i * (double)(values[i] - smallest);
        }

        return (float)(moment / (mass + SmallestRange) / values.Length);
    }
}
