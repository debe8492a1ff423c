namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>The mean of the mutual information over all groupings with the given sizes, exactly (Vinh, Epps and Bailey 2010).</summary>
/// <remarks>
/// How many rows two groups of a and b share among n is hypergeometric. Its probabilities are built up from the likeliest count by their ratios and divided by their sum,
/// without logarithms of factorials, whose differences would lose digits. Groups of equal sizes are worked out once, so that time does not grow with the square of the groups.
/// </remarks>
internal static class ExpectedMutualInformation
{
    // Probabilities this far below the largest add nothing to a sum in double precision.
    private const double Vanishing = 1e-30;

    internal static double Of(int[] truthSizes, int[] clusterSizes, int rows)
    {
        var (truth, clusters) = (Distinct(truthSizes), Distinct(clusterSizes));
        var sum = 0.0;
        foreach (var (a, timesA) in truth)
        {
            foreach (var (b, timesB) in clusters)
            {
                sum += (double)timesA * timesB * OfPair(a, b, rows);
            }
        }

        return sum;
    }

    private static (int Size, int Times)[] Distinct(int[] sizes) => [.. sizes.CountBy(s => s).OrderBy(c => c.Key).Select(c => (c.Key, c.Value))];

    private static double OfPair(double a, double b, double rows)
    {
        var (least, most) = (Math.Max(0, a + b - rows), Math.Min(a, b));
        var mode = Math.Clamp(Math.Floor((a + 1) * (b + 1) / (rows + 2)), least, most);
        var logExpected = Math.Log(a) + Math.Log(b) - Math.Log(rows);
        var (weights, terms) = (1.0, Term(mode));
        var weight = 1.0;
        for (var shared = mode; shared < most && weight > Vanishing; shared++)
        {
            weight *= (a - shared) * (b - shared) / ((shared + 1) * (rows - a - b + shared + 1));
            weights += weight;
            terms += weight * Term(shared + 1);
        }

        weight = 1;
        for (var shared = mode; shared > least && weight > Vanishing; shared--)
        {
            weight *= shared * (rows - a - b + shared) / ((a - shared + 1) * (b - shared + 1));
            weights += weight;
            terms += weight * Term(shared - 1);
        }

        return terms / weights;

        double Term(double shared) => shared == 0 ? 0 : shared / rows * (Math.Log(shared) - logExpected);
    }
}
