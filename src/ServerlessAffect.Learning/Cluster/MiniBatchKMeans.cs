using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>k-means from random batches of rows (Sculley 2010), scikit-learn's <c>MiniBatchKMeans</c>: for tables of which one pass is long.</summary>
/// <remarks>The same bits for a seed, whatever <see cref="Parallelism"/> is.</remarks>
public sealed class MiniBatchKMeans : IClusterer
{
    /// <summary>k, from 1 to the number of rows.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>Rows of a batch, 1 at least.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>Passes over as many rows as there are at most, 1 at least.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>How many k-means++ starts, out of three batches of rows each, are compared before the one best start is followed; 1 at least.</summary>
    public int NInit { get; init; } = 3;

    /// <summary>Stops after so many batches without a lower smoothed inertia; null never does.</summary>
    public int? MaxNoImprovement { get; init; } = 10;

    /// <summary>Stops when the squared way of all centres in a step is no longer than this times the mean variance of the columns; 0 never does.</summary>
    public double Tolerance { get; init; }

    /// <summary>A cluster that has seen fewer rows than this share of what the largest has seen starts again at a random row; 0 never does.</summary>
    public double ReassignmentRatio { get; init; } = 0.01;

    /// <summary>Seed of the starts and batches.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts batches; its criterion is the batch's mean squared distance.</remarks>
    public KMeansClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NInit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Tolerance);
        ArgumentOutOfRangeException.ThrowIfNegative(ReassignmentRatio);
        ClusteringRows.Require(x, Clusters, $"for {Clusters} clusters; ask for fewer clusters");
        var random = new SeededRandom(RandomState);
        var batch = new MiniBatch(x, Math.Min(BatchSize, x.Rows), Start(x, random, cancellationToken), ReassignmentRatio, random);
        var steps = (int)Math.Min(int.MaxValue, Math.Max(1, (long)MaxIterations * x.Rows / batch.Size));
        var watch = new MiniBatchWatch(Math.Min(1, batch.Size * 2.0 / (x.Rows + 1)), MaxNoImprovement, Tolerance > 0 ? Tolerance * ColumnVariance.Mean(x) : -1);
        var step = 0;
        for (var done = false; !done;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (inertia, way) = batch.Step();
            var converged = watch.Converged(++step, inertia / batch.Size, way);
            done = converged || step == steps;
            progress?.Report(new FitProgress(step, steps, inertia / batch.Size, converged));
        }

        var labels = NearestCenters.Of(x, batch.Centers, Parallelism, cancellationToken);
        return new KMeansClustering(labels, batch.Centers, CenterDistances.Inertia(x, labels, batch.Centers, new double[x.Rows]), step, Parallelism);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    private DenseMatrix Start(DenseMatrix x, SeededRandom random, CancellationToken cancellationToken)
    {
        var size = (int)Math.Min(x.Rows, Math.Max(3L * Math.Min(BatchSize, x.Rows), 3L * Clusters));
        var judged = Draw(x, size, random);
        var (labels, squared) = (new int[size], new double[size]);
        DenseMatrix? best = null;
        var least = double.PositiveInfinity;
        for (var start = 0; start < NInit; start++)
        {
            var drawn = size < x.Rows ? Draw(x, size, random) : x;
            var centers = PlusPlusSeeding.Choose(drawn, PackedRows.Of(drawn), Clusters, random, Parallelism, cancellationToken);
            var panels = PackedRows.Of(judged);
            NearestCenters.Find(panels, 0, panels.Panels, centers, labels, squared);
            var inertia = Core.Numerics.FixedOrder.Sum(squared);
            if (best is null || inertia < least)
            {
                (best, least) = (centers, inertia);
            }
        }

        return best!;
    }

    private static DenseMatrix Draw(DenseMatrix x, int count, SeededRandom random)
    {
        var rows = new int[count];
        foreach (ref var row in rows.AsSpan())
        {
            row = random.Next(x.Rows);
        }

        return x.TakeRows(rows);
    }
}
