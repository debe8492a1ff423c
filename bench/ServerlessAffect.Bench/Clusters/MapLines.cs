using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>The self-organising map, which scikit-learn has not; the number is the quantisation error.</summary>
internal static class MapLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        new("self-organising map, 10 x 10, 40 epochs", 0, "",
            x => () => new SelfOrganisingMap { Parallelism = 1 }.Fit(x).QuantisationError),
    ];
}
