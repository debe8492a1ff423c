namespace ServerlessAffect.Learning.Statistics;

internal static class SampleGroups
{
    /// <returns>How many values all groups have together.</returns>
    /// <exception cref="ArgumentException">There are fewer than two groups, or one without a value.</exception>
    internal static int Require(IReadOnlyList<double[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count >= 2 && groups.All(g => g.Length > 0)
            ? groups.Sum(g => g.Length)
            : throw new ArgumentException($"Expected two groups at least, each with a value; got {groups.Count} with {string.Join(", ", groups.Select(g => g.Length))} values.", nameof(groups));
    }
}
