using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Rows merged two by two, the nearest first, until so many clusters are left; scikit-learn's <c>AgglomerativeClustering</c> without connectivity.</summary>
/// <remarks>
/// Single linkage grows a minimum spanning tree (Prim) and keeps no distances. The others hold the distance of every pair once, 4 n (n + 8) bytes, and follow chains of nearest
/// neighbours (Murtagh 1983): the merges of the greedy definition in quadratic time. Labels are numbered by their first row. The same bits for any number of threads.
/// </remarks>
public sealed class AgglomerativeClustering : IClusterer
{
    /// <summary>Where the tree is cut, from 1 to the number of rows.</summary>
    public int Clusters { get; init; } = 2;

    public Linkage Linkage { get; init; } = Linkage.Ward;

    public AgglomerativeMetric Metric { get; init; }

    /// <summary>Bytes that the distances of all pairs may take; 4 GiB are enough for 32,000 rows. Not used by single linkage.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>The rows are kept, for <see cref="IClustering.Assign"/>. Progress counts merges.</remarks>
    public MergedRows Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters, 1);
        if (Linkage == Linkage.Ward && Metric != AgglomerativeMetric.Euclidean)
        {
            throw new ArgumentException("Ward's linkage expects Euclidean distances; got another metric. Use average, complete or single linkage.", nameof(x));
        }

        ClusteringRows.Require(x, Clusters, $"for {Clusters} clusters; ask for fewer clusters");
        var tree = Linkage == Linkage.Single ? SpanningTree.Grow(x, Metric, progress, cancellationToken) : Chain(x, progress, cancellationToken);
        return new MergedRows(x, tree, Clusters, Parallelism);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    private MergeTree Chain(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var most = RowsWithin(Math.Min(MemoryLimit, (long)Array.MaxLength * sizeof(double)));
        if (x.Rows > most)
        {
            throw new AffectException(
                ErrorCodes.InvalidData,
                $"The distances of all pairs of {x.Rows} rows take {PairTable.Bytes(x.Rows) / 1e9:0.0} GB, more than the {MemoryLimit / 1e9:0.0} GB allowed. "
                + $"Group a sample of {most} rows at most and assign the others, use single linkage, which keeps no distances, or raise the memory limit.");
        }

        var distances = PairTable.Of(x, Metric, squared: Linkage == Linkage.Ward, Parallelism, cancellationToken);
        return Linkage switch
        {
            Linkage.Ward => new NeighborChain<WardUpdate>(distances).Run(progress, cancellationToken),
            Linkage.Complete => new NeighborChain<CompleteUpdate>(distances).Run(progress, cancellationToken),
            _ => new NeighborChain<AverageUpdate>(distances).Run(progress, cancellationToken),
        };
    }

    private static int RowsWithin(long bytes)
    {
        var rows = (int)Math.Sqrt(bytes / (double)sizeof(double) * 2);
        while (rows > 0 && PairTable.Bytes(rows) > bytes)
        {
            rows--;
        }

        return rows;
    }
}
