namespace ServerlessAffect.Learning.Cluster;

/// <summary>A map of units on a plane that follow the rows (Kohonen 2001), trained in batches; clusters are its units, or groups of them by Ward's method.</summary>
/// <remarks>
/// Units start on the plane of the two main components of the rows, and each is drawn to the mean of the rows of all units, weighed by a Gaussian of their distance on the map that
/// narrows from half of the map to half a step. Nothing is drawn at random: the same rows make the same map, on any number of threads.
/// </remarks>
public sealed class SelfOrganisingMap : IClusterer
{
    /// <summary>Units from top to bottom, 1 at least.</summary>
    public int Rows { get; init; } = 10;

    /// <summary>Units from left to right, 1 at least.</summary>
    public int Columns { get; init; } = 10;

    public MapTopology Topology { get; init; } = MapTopology.Hexagonal;

    /// <summary>Passes over the rows, 1 at least.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>How many groups the units that rows belong to are merged to; null makes every unit a cluster.</summary>
    public int? Clusters { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts epochs; its criterion is the mean distance of a row from its unit before the epoch.</remarks>
    public SelfOrganisingClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters ?? 1, 1);
        ClusteringRows.Require(x, Clusters ?? 1, $"for {Clusters ?? 1} clusters; ask for fewer clusters");
        var grid = new MapGrid(Rows, Columns, Topology);
        var training = new MapTraining(x, grid, Parallelism);
        var codes = MapStart.Of(x, grid, Parallelism, cancellationToken);
        var (widest, narrowest) = (Math.Max(0.5, Math.Max(Rows, Columns) / 2.0), 0.5);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var width = widest * Math.Pow(narrowest / widest, Epochs == 1 ? 1 : epoch / (Epochs - 1.0));
            var error = training.Step(codes, width, cancellationToken);
            progress?.Report(new FitProgress(epoch + 1, Epochs, error, epoch + 1 == Epochs));
        }

        var units = new int[x.Rows];
        var figures = MapFigures.Of(x, codes, grid, Rows, Columns, units, Parallelism, cancellationToken);
        var clusters = Clusters is { } groups ? UnitGroups.Of(codes, units, groups, Parallelism, cancellationToken) : [.. Enumerable.Range(0, grid.Units)];
        return new SelfOrganisingClustering(codes, units, clusters, figures, Parallelism);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);
}
