namespace ServerlessAffect.Learning.Cluster;

/// <summary>Where the iterations of a <see cref="GaussianMixture"/> begin: components of variance 1 in every direction.</summary>
/// <param name="Means">[components, columns].</param>
/// <param name="Weights">[components], above 0, of sum 1; null weighs all alike.</param>
public sealed record MixtureStart(DenseMatrix Means, IReadOnlyList<double>? Weights = null);
