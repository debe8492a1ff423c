namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>What the methods need to know beside the rows.</summary>
/// <param name="Clusters">How many are wanted, where a method takes a number.</param>
/// <param name="Reach">For methods of density: distance within which rows are neighbours.</param>
/// <param name="Neighbors">For methods of density: rows that make a dense place.</param>
/// <param name="Seed">Of everything that is random.</param>
internal sealed record ClusterSettings(int Clusters, double Reach, int Neighbors, int Seed);
