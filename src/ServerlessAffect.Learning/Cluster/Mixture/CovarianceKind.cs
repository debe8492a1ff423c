namespace ServerlessAffect.Learning.Cluster;

/// <summary>What the components of a <see cref="GaussianMixture"/> may look like.</summary>
public enum CovarianceKind
{
    /// <summary>Every component has a covariance matrix of its own.</summary>
    Full,

    /// <summary>All share one matrix.</summary>
    Tied,

    /// <summary>Every component has a variance a column.</summary>
    Diagonal,

    /// <summary>Every component has one variance.</summary>
    Spherical,
}
