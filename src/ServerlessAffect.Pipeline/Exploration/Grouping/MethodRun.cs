using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Cluster.Selection;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>What one method made of the archive.</summary>
/// <param name="Method">Which.</param>
/// <param name="Labels">[items]; <see cref="IClustering.Noise"/> for those in no cluster.</param>
/// <param name="Fitted">Of the items that were fitted.</param>
/// <param name="FittedRows">How many those were; fewer than all where the archive is too large for the method.</param>
/// <param name="Quality">On all items.</param>
/// <param name="Ranges">Of its quality over resamples of the archive; null where the resamples could not be grouped.</param>
/// <param name="Consensus">How far subsamples agree; null where they could not be grouped.</param>
internal sealed record MethodRun(
    ClusterMethod Method, IReadOnlyList<int> Labels, IClustering Fitted, int FittedRows, ClusterQuality Quality, QualityRanges? Ranges, ClusterConsensus? Consensus)
{
    /// <summary>Whether it tells items apart at all.</summary>
    public bool HasClusters => Quality.Clusters > 1;
}
