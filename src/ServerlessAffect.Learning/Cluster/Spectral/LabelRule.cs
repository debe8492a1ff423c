namespace ServerlessAffect.Learning.Cluster;

/// <summary>How <see cref="SpectralClustering"/> groups rows once they are embedded.</summary>
public enum LabelRule
{
    /// <summary>The best of ten starts of k-means.</summary>
    KMeans,

    /// <summary>The axes that a pivoted QR decomposition turns the rows to (Damle, Minden and Ying 2019): nothing is drawn at random.</summary>
    ClusterQr,
}
