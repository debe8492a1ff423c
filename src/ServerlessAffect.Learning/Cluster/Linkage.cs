namespace ServerlessAffect.Learning.Cluster;

/// <summary>How far two clusters are from each other.</summary>
public enum Linkage
{
    /// <summary>By how much the sum of squares within clusters would grow; Euclidean alone.</summary>
    Ward,

    /// <summary>As far as their two farthest rows.</summary>
    Complete,

    /// <summary>The mean over all pairs of their rows.</summary>
    Average,

    /// <summary>As far as their two nearest rows.</summary>
    Single,
}
