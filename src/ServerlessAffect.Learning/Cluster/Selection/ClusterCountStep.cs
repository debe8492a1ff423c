namespace ServerlessAffect.Learning.Cluster.Selection;

/// <param name="Asked">The number of clusters that was asked for.</param>
/// <param name="Quality">What came of it.</param>
public sealed record ClusterCountStep(int Asked, ClusterQuality Quality);
