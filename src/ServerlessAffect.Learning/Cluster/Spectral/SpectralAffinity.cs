namespace ServerlessAffect.Learning.Cluster;

/// <summary>What ties rows together in <see cref="SpectralClustering"/>.</summary>
public enum SpectralAffinity
{
    /// <summary>exp(-gamma |a - b|²) between all rows: a table of every pair.</summary>
    Rbf,

    /// <summary>1 between rows that are both among each other's nearest, ½ where one is: few numbers a row.</summary>
    NearestNeighbors,
}
