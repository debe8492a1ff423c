namespace ServerlessAffect.Bench.Clusters;

/// <summary>Everything that <c>bench clusters</c> measures; a method adds a file of lines and its name here.</summary>
internal static class ClusterLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        .. KMeansLines.All,
        .. ClusterMetricLines.All,
        .. AgglomerativeLines.All,
        .. DensityLines.All,
        .. MixtureLines.All,
        .. BirchLines.All,
        .. GraphLines.All,
        .. MapLines.All,
        .. ProjectionLines.All,
    ];
}
