using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Orders rows so that those of a dense region come one after the other (Ankerst and others 1999); scikit-learn's <c>OPTICS</c>, Euclidean.</summary>
/// <remarks>Distances are rounded to 15 decimals, as there. From the row that came last to those still to come they are computed on the way, and only the shortest of every row is kept. Clusters come out
/// of the steep parts of the reachability plot, or, where <see cref="Eps"/> is given, as those of <see cref="Dbscan"/> nearly; <see cref="OpticsClustering"/> offers both without another fit.</remarks>
public sealed class Optics : IClusterer
{
    /// <summary>Rows that a core row has in reach, itself among them; from 2 to the number of rows.</summary>
    public int MinSamples { get; init; } = 5;

    /// <summary>The longest reach that is looked at, above 0.</summary>
    public double MaxEps { get; init; } = double.PositiveInfinity;

    /// <summary>Clusters by this reach in place of <see cref="Xi"/>; null for none.</summary>
    public double? Eps { get; init; }

    /// <summary>Steepness: by which share at least, between 0 and 1, reachability falls from a row to the next where a cluster may begin, and rises where it may end.</summary>
    public double Xi { get; init; } = 0.05;

    /// <summary>Rows of a cluster at least, from 2; null takes <see cref="MinSamples"/>. For <see cref="Xi"/>.</summary>
    public int? MinClusterSize { get; init; }

    /// <summary>Threads at most, for the core distances.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>The rows are kept, for <see cref="IClustering.Assign"/>. Progress counts rows in order; its criterion is the reachability of the last.</remarks>
    public OpticsClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSamples, 2);
        if (!(MaxEps > 0) || !(Eps is null or > 0) || Eps > MaxEps)
        {
            throw new ArgumentException($"Expected a reach above 0 and no longer than the longest that is looked at ({MaxEps}); got {Eps ?? MaxEps}.", nameof(x));
        }

        ClusteringRows.Require(x, MinSamples, $"for {MinSamples} rows in reach of a core row; lower that number");
        if (MinClusterSize > x.Rows)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected clusters of {x.Rows} rows at least, as many as there are, or of fewer; got {MinClusterSize}. Ask for smaller clusters.");
        }

        var near = new NearestNeighbors(x) { Parallelism = Parallelism }.KNeighbors(MinSamples - 1, cancellationToken);
        var core = new double[x.Rows];
        for (var i = 0; i < core.Length; i++)
        {
            var distance = near.DistancesOf(i)[^1];
            core[i] = distance > MaxEps ? double.PositiveInfinity : ReachabilityOrder.Rounded(distance);
        }

        var order = new ReachabilityOrder(x, core, MaxEps);
        order.Run(progress, cancellationToken);
        return new OpticsClustering(x, this, core, order);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);
}
