namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>How well rows fall into the clusters that were found; rows of noise are left out of every figure but the first two.</summary>
/// <param name="Clusters">How many were found.</param>
/// <param name="NoiseShare">Share of the rows that are in none.</param>
/// <param name="Inertia">Squared distances to the clusters' means, summed.</param>
/// <param name="Silhouette">From -1 to 1, higher is better.</param>
/// <param name="CalinskiHarabasz">Higher is better.</param>
/// <param name="DaviesBouldin">Lower is better.</param>
/// <remarks>The last three are NaN where there are fewer than two clusters, or as many as rows.</remarks>
public sealed record ClusterQuality(int Clusters, double NoiseShare, double Inertia, double Silhouette, double CalinskiHarabasz, double DaviesBouldin);
