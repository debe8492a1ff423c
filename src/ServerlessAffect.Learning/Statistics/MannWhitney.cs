using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>Mann and Whitney's test of two independent samples; SciPy's <c>mannwhitneyu</c>, two-sided, with U of the first sample.</summary>
/// <remarks>Exact where the smaller sample has eight values at most and none are equal, else by the normal approximation with corrections for ties and continuity.</remarks>
public static class MannWhitney
{
    private const int ExactValues = 8;

    /// <param name="first">One value at least.</param>
    /// <param name="second">One value at least.</param>
    public static TestResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            throw new ArgumentException($"Expected values in both samples; got {first.Length} and {second.Length}.");
        }

        var ranks = Ranks.Average([.. first, .. second]);
        var (n1, n2) = (first.Length, second.Length);
        var u1 = ranks.Take(n1).Sum() - (n1 * (n1 + 1.0) / 2);
        var u = Math.Max(u1, ((double)n1 * n2) - u1);
        var ties = WilcoxonSignedRank.TieTerm(ranks);
        var tail = Math.Min(n1, n2) <= ExactValues && ties == 0 ? ExactUpperTail((int)u, n1, n2) : ApproximateUpperTail(u, n1, n2, ties);
        return new TestResult(u1, Math.Min(1, 2 * tail));
    }

    private static double ApproximateUpperTail(double u, int n1, int n2, double ties)
    {
        var n = (double)(n1 + n2);
        var deviation = Math.Sqrt(n1 * (double)n2 / 12 * (n + 1 - (ties / (n * (n - 1)))));
        return SpecialFunctions.NormalUpperTail((u - (n1 * (double)n2 / 2) - 0.5) / deviation);
    }

    // Share of the ways to mix the samples in which U is no smaller: counts[k, u] over choices of k values of the first sample.
    private static double ExactUpperTail(int u, int n1, int n2)
    {
        var largest = n1 * n2;
        var counts = new double[n1 + 1, largest + 1];
        counts[0, 0] = 1;
        for (var position = 1; position <= n1 + n2; position++)
        {
            for (var k = Math.Min(position, n1); k >= 1; k--)
            {
                // The k-th value of the first sample at this position stands above position - k values of the second.
                var gain = position - k;
                for (var sum = largest; gain <= n2 && sum >= gain; sum--)
                {
                    counts[k, sum] += counts[k - 1, sum - gain];
                }
            }
        }

        var (upper, all) = (0.0, 0.0);
        for (var sum = 0; sum <= largest; sum++)
        {
            all += counts[n1, sum];
            upper += sum >= u ? counts[n1, sum] : 0;
        }

        return upper / all;
    }
}
