namespace ServerlessAffect.Learning.Statistics;

/// <summary>Whether the means of some groups are equal, as far as they are normal with one variance; SciPy's <c>f_oneway</c>.</summary>
public static class OneWayAnova
{
    /// <param name="groups">Two at least, each with a value, more values than groups.</param>
    /// <returns>F and its p-value; NaN where no value differs from any other.</returns>
    public static TestResult Of(IReadOnlyList<double[]> groups)
    {
        var rows = SampleGroups.Require(groups);
        var degrees = rows - groups.Count;
        if (degrees < 1)
        {
            throw new ArgumentException($"Expected more values than groups; got {rows} values in {groups.Count} groups.", nameof(groups));
        }

        var mean = groups.Sum(g => g.Sum()) / rows;
        var (between, within) = (0.0, 0.0);
        foreach (var group in groups)
        {
            var own = group.Average();
            between += group.Length * (own - mean) * (own - mean);
            within += group.Sum(v => (v - own) * (v - own));
        }

        var f = between / (groups.Count - 1) / (within / degrees);
        return new TestResult(f, double.IsFinite(f) ? SpecialFunctions.FisherUpperTail(f, groups.Count - 1, degrees) : double.IsNaN(f) ? double.NaN : 0);
    }
}
