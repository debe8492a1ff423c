using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>A way to group items.</summary>
/// <param name="Name">As <c>--methods</c> takes it.</param>
/// <param name="Title">For people.</param>
/// <param name="MostRows">Larger archives are grouped by a sample of so many items, and the others are assigned: time or memory grow with the square of the rows.</param>
/// <param name="TakesClusters">Whether the number of clusters is asked for; otherwise the method finds it.</param>
/// <param name="Create">The clusterer for some settings.</param>
internal sealed record ClusterMethod(string Name, string Title, int MostRows, bool TakesClusters, Func<ClusterSettings, IClusterer> Create);
