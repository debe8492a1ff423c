namespace ServerlessAffect.Learning.Metrics;

/// <summary>How many positives and negatives score at or above every distinct score, from the highest score down.</summary>
internal sealed record RankedCounts(double[] Thresholds, int[] TruePositives, int[] FalsePositives)
{
    internal int Positives => TruePositives.Length == 0 ? 0 : TruePositives[^1];

    internal int Negatives => FalsePositives.Length == 0 ? 0 : FalsePositives[^1];

    internal static RankedCounts Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"Expected one score a label; got {scores.Length} and {isPositive.Length}.", nameof(scores));
        }

        var (keys, labels) = (scores.ToArray(), isPositive.ToArray());
        if (Array.Exists(keys, double.IsNaN))
        {
            throw new ArgumentException("Expected numbers as scores; got NaN.", nameof(scores));
        }

        Array.Sort(keys, labels);
        var (thresholds, positives, negatives) = (new List<double>(), new List<int>(), new List<int>());
        var (above, below) = (0, 0);
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            above += labels[i] ? 1 : 0;
            below += labels[i] ? 0 : 1;
            if (i == 0 || keys[i - 1] != keys[i])
            {
                thresholds.Add(keys[i]);
                positives.Add(above);
                negatives.Add(below);
            }
        }

        return new RankedCounts([.. thresholds], [.. positives], [.. negatives]);
    }
}
