namespace ServerlessAffect.Learning.Cluster;

/// <summary>Which cluster <see cref="BisectingKMeans"/> splits next.</summary>
public enum BisectingStrategy
{
    /// <summary>The one whose rows are, squared and summed, farthest from its centre.</summary>
    BiggestInertia,

    /// <summary>The one of the most rows.</summary>
    LargestCluster,
}
