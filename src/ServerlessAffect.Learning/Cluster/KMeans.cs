using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>k-means by Lloyd's iterations, scikit-learn's <c>KMeans(algorithm='lloyd')</c>: the best of some greedy k-means++ starts, or one given start.</summary>
/// <remarks>A cluster that loses its last row takes the row farthest from its centre, as in scikit-learn. Distances are sums of squared differences, not differences of products, so columns far
/// from 0 cost no digits. The same bits for a seed, whatever <see cref="Parallelism"/> is.</remarks>
public sealed class KMeans : IClusterer
{
    /// <summary>k, from 1 to the number of rows.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>How many starts are tried, 1 at least; not used where <see cref="Init"/> is given.</summary>
    public int NInit { get; init; } = 10;

    /// <summary>Where to start, [<see cref="Clusters"/>, columns]; null draws starts by k-means++.</summary>
    public DenseMatrix? Init { get; init; }

    /// <summary>Iterations of a start at most, 1 at least.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>Stops when the squared way of all centres in an iteration is no longer than this times the mean variance of the columns; 0 goes on until no label changes.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Seed of the starts.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts the iterations of one start after the other.</remarks>
    public KMeansClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NInit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Tolerance);
        ClusteringRows.Require(x, Clusters, $"for {Clusters} clusters; ask for fewer clusters");
        if (Init is not null && (Init.Rows != Clusters || Init.Columns != x.Columns))
        {
            throw new ArgumentException($"Expected a start of {Clusters} x {x.Columns}; got {Init.Rows} x {Init.Columns}.", nameof(x));
        }

        var panels = PackedRows.Of(x);
        var random = new SeededRandom(RandomState);
        var tolerance = Tolerance * ColumnVariance.Mean(x);
        var run = new LloydRun(x, panels, Clusters, Parallelism);
        KMeansClustering? best = null;
        for (var start = 0; start < (Init is null ? NInit : 1); start++)
        {
            var starts = Init?.TakeRows([.. Enumerable.Range(0, Clusters)]) ?? PlusPlusSeeding.Choose(x, panels, Clusters, random, Parallelism, cancellationToken);
            run.Run(starts, tolerance, MaxIterations, progress, cancellationToken);
            if (best is null || run.Inertia < best.Inertia)
            {
                best = new KMeansClustering([.. run.Labels], run.Centers, run.Inertia, run.Iterations, Parallelism);
            }
        }

        return best!;
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);
}
