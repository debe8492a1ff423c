using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Rows gathered one after the other in a tree of small groups, which Ward's method then merges; scikit-learn's <c>Birch</c>. For many rows: one pass, and no table of their pairs.</summary>
/// <remarks>The groups depend on the order of the rows. Computed on rows less their mean, so that columns far from 0 cost no digits.</remarks>
public sealed class Birch : IClusterer
{
    /// <summary>A row joins the nearest group where the group's radius (the root of the mean squared distance from its centre) stays within this; above 0. The lower, the more groups.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Groups that a node of the tree holds at most, 2 at least.</summary>
    public int BranchingFactor { get; init; } = 50;

    /// <summary>What the groups are merged to; null leaves them, as do fewer groups than this.</summary>
    public int? Clusters { get; init; } = 3;

    /// <summary>Bytes that the distances between all groups may take in merging.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Threads at most; the tree is grown on one.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts rows; its criterion is how many are left.</remarks>
    public BirchClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!(Threshold > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), Threshold, "Expected a threshold above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(BranchingFactor, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters ?? 1, 1);
        ClusteringRows.Require(x, Clusters ?? 1, $"for {Clusters ?? 1} clusters; ask for fewer clusters");
        const int ReportEvery = 1024;
        var center = ColumnMeans.Of(x);
        var tree = new FeatureTree(x.Columns, Threshold, BranchingFactor);
        var row = new double[x.Columns];
        for (var i = 0; i < x.Rows; i++)
        {
            TensorPrimitives.Subtract(x.Row(i), center, row);
            tree.Insert(row);
            if ((i + 1) % ReportEvery == 0 || i == x.Rows - 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new FitProgress(i + 1, x.Rows, x.Rows - i - 1, i == x.Rows - 1));
            }
        }

        var centers = tree.Centers();
        for (var i = 0; i < centers.Rows; i++)
        {
            TensorPrimitives.Add(centers.Row(i), center, centers.Row(i));
        }

        return new BirchClustering(x, centers, Merge(centers, cancellationToken), Parallelism, cancellationToken);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    private int[] Merge(DenseMatrix centers, CancellationToken cancellationToken)
    {
        if (Clusters is not { } k || k > centers.Rows)
        {
            return [.. Enumerable.Range(0, centers.Rows)];
        }

        try
        {
            return [.. new AgglomerativeClustering { Clusters = k, Linkage = Linkage.Ward, MemoryLimit = MemoryLimit, Parallelism = Parallelism }.Fit(centers, null, cancellationToken).Labels];
        }
        catch (AffectException error)
        {
            throw new AffectException(
                ErrorCodes.InvalidData,
                $"The leaves hold {centers.Rows} groups within {Threshold}, more than can be merged in {MemoryLimit / 1e9:0.0} GB. Raise the threshold so that groups take in more rows, or raise the memory limit.",
                error);
        }
    }
}
