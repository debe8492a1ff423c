namespace ServerlessAffect.Learning.Statistics;

/// <summary>Student's t-test on the differences of pairs, for figures of the same folds; SciPy's <c>ttest_rel</c>.</summary>
public static class PairedTTest
{
    /// <param name="first">[pairs], two at least.</param>
    /// <param name="second">[pairs].</param>
    public static TestResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.Length < 2)
        {
            throw new ArgumentException($"Expected two pairs at least; got {first.Length} and {second.Length} values.", nameof(second));
        }

        var n = first.Length;
        var mean = 0.0;
        for (var i = 0; i < n; i++)
        {
            mean += (first[i] - second[i]) / n;
        }

        var squares = 0.0;
        for (var i = 0; i < n; i++)
        {
            var d = first[i] - second[i] - mean;
            squares += d * d;
        }

        var t = mean / Math.Sqrt(squares / (n - 1) / n);
        return new TestResult(t, double.IsNaN(t) ? double.NaN : SpecialFunctions.StudentTwoSided(t, n - 1));
    }
}
