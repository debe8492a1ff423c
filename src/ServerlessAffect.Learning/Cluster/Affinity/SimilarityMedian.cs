using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The median of all similarities, numpy's of the whole table.</summary>
internal static class SimilarityMedian
{
    /// <param name="similarities">[rows, rows], symmetric, at most 0, 0 on the diagonal.</param>
    internal static double Of(DenseMatrix similarities)
    {
        // Ascending, every pair comes twice, and the diagonal's zeros come last.
        var n = similarities.Rows;
        var pairs = new double[(long)n * (n - 1) / 2];
        for (var (i, at) = (1, 0); i < n; at += i, i++)
        {
            similarities.Row(i)[..i].CopyTo(pairs.AsSpan(at));
        }

        var all = (long)n * n;
        var upper = At(pairs, all / 2);
        return all % 2 == 1 ? upper : (At(pairs, (all / 2) - 1) + upper) / 2;
    }

    private static double At(double[] pairs, long place) => place / 2 < pairs.Length ? OrderStatistic.Select(pairs, (int)(place / 2)) : 0;
}
