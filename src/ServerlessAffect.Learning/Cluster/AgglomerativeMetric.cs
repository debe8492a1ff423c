namespace ServerlessAffect.Learning.Cluster;

/// <summary>How far two rows are from each other where <see cref="AgglomerativeClustering"/> begins.</summary>
public enum AgglomerativeMetric
{
    /// <summary>√Σ (a_j - b_j)².</summary>
    Euclidean,

    /// <summary>1 - a·b / (|a| |b|); no row may be all zeros.</summary>
    Cosine,
}
