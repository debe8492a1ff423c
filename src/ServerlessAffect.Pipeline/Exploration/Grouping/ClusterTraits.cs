using System.Globalization;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>What sets a cluster apart from all other items, in words.</summary>
internal static class ClusterTraits
{
    private const int MostTraits = 5;
    private const double Slight = 0.3;

    /// <param name="explored">The items and their features.</param>
    /// <param name="members">Rows of the cluster.</param>
    /// <returns>The strongest first; empty where nothing does.</returns>
    public static IReadOnlyList<string> Of(ExploredArchive explored, IReadOnlyList<int> members) =>
        explored.Archive.Kind is ArchiveKind.Texts ? Words(explored, members) : Features(explored, members);

    // Columns of the space have mean 0 and variance 1 over the archive: the cluster's mean is its distance in standard deviations.
    private static IReadOnlyList<string> Features(ExploredArchive explored, IReadOnlyList<int> members)
    {
        var means = new double[explored.Space.Columns];
        foreach (var row in members)
        {
            var values = explored.Space.Row(row);
            for (var c = 0; c < means.Length; c++)
            {
                means[c] += values[c] / members.Count;
            }
        }

        return [.. Enumerable.Range(0, means.Length)
            .Where(c => Math.Abs(means[c]) >= Slight)
            .OrderByDescending(c => Math.Abs(means[c]))
            .Take(MostTraits)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{(means[c] > 0 ? "high" : "low")} {explored.SpaceColumns[c]} ({means[c]:+0.0;-0.0} sd)"))];
    }

    private static IReadOnlyList<string> Words(ExploredArchive explored, IReadOnlyList<int> members)
    {
        var inside = new bool[explored.Items.Count];
        foreach (var row in members)
        {
            inside[row] = true;
        }

        return [.. TellingTerms.Of(explored.Measured.Terms!, row => inside[row]).Take(MostTraits).Select(t => $"“{t.Term}”")];
    }
}
