using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Cluster.Selection;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>The archive grouped by every method that was asked for.</summary>
/// <param name="Space">[items, dimensions], where distances were taken.</param>
/// <param name="Scan">Measures for 2, 3, … clusters by k-means; null where there are too few items for a choice.</param>
/// <param name="Clusters">How many clusters were asked of the methods that take a number.</param>
/// <param name="Chosen">Whether the number was chosen here.</param>
/// <param name="Runs">In the order of the methods.</param>
/// <param name="Failed">Methods that could not group the archive, and why.</param>
internal sealed record Groups(DenseMatrix Space, ClusterCounts? Scan, int Clusters, bool Chosen, IReadOnlyList<MethodRun> Runs, IReadOnlyList<string> Failed)
{
    /// <summary>More groups than a reader keeps apart.</summary>
    private const int Many = 20;

    /// <summary>The method whose clusters the pages describe: of those that cover most items with no more groups than a reader keeps apart, the one with the highest silhouette; null where no method
    /// found two clusters.</summary>
    public MethodRun? Best => Runs.Where(r => r.HasClusters)
        .OrderByDescending(r => r.Quality.NoiseShare < 0.5 && r.Quality.Clusters <= Many).ThenByDescending(r => r.Quality.Silhouette).FirstOrDefault();
}
