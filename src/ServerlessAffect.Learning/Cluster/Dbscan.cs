namespace ServerlessAffect.Learning.Cluster;

/// <summary>Clusters are rows in reach of each other over rows with many neighbours (Ester and others 1996); scikit-learn's <c>DBSCAN</c>, Euclidean.</summary>
/// <remarks>
/// A row with <see cref="MinSamples"/> rows within <see cref="Eps"/>, itself among them, is a core row. Core rows within reach of each other are one cluster; a row that is none joins the
/// first cluster that has a core row in its reach, or is noise. Clusters are numbered by their first core row. No list of neighbours is kept: the look for core rows ends with the first
/// that are enough, and clusters grow together pair by pair. The same labels for any number of threads.
/// </remarks>
public sealed class Dbscan : IClusterer
{
    private const int BlockRows = 64;

    /// <summary>Reach, above 0; a row at exactly this distance is in reach.</summary>
    public double Eps { get; init; } = 0.5;

    /// <summary>Rows that a core row has in reach, itself among them; 1 at least.</summary>
    public int MinSamples { get; init; } = 5;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>The rows are kept, for <see cref="IClustering.Assign"/>. Progress counts three passes over the rows.</remarks>
    public DbscanClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!(Eps > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), Eps, "Expected a reach above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MinSamples, 1);
        ClusteringRows.Require(x, 1, "to group");
        var isCore = CoreRows(x, cancellationToken);
        progress?.Report(new FitProgress(1, 3, 0, false));
        int[] core = [.. Enumerable.Range(0, x.Rows).Where(i => isCore[i])];
        int[] others = [.. Enumerable.Range(0, x.Rows).Where(i => !isCore[i])];
        var labels = new int[x.Rows];
        labels.AsSpan().Fill(IClustering.Noise);
        if (core.Length > 0)
        {
            var table = x.TakeRows(core);
            var pairs = new RadiusPairs(table, Eps);
            var coreLabels = Components(table, pairs, cancellationToken);
            progress?.Report(new FitProgress(2, 3, 0, false));
            for (var i = 0; i < core.Length; i++)
            {
                labels[core[i]] = coreLabels[i];
            }

            Join(x.TakeRows(others), pairs, others, core.Length, coreLabels, labels, cancellationToken);
        }

        progress?.Report(new FitProgress(3, 3, 0, true));
        return new DbscanClustering(x, labels, core, Parallelism);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    private bool[] CoreRows(DenseMatrix x, CancellationToken cancellationToken)
    {
        var isCore = new bool[x.Rows];
        if (MinSamples <= x.Rows)
        {
            var pairs = new RadiusPairs(x, Eps);
            RowBlocks.Run(
                x.Rows, BlockRows, Parallelism, (_, first, count) => pairs.HaveEnough(x, first, count, MinSamples, isCore.AsSpan(first, count)), cancellationToken);
        }

        return isCore;
    }

    // Every block of rows says what it found to hang together, in as few pairs as can say it; these are put together in the blocks' order.
    private int[] Components(DenseMatrix core, RadiusPairs pairs, CancellationToken cancellationToken)
    {
        var found = new List<(int, int)>[RowBlocks.Count(core.Rows, BlockRows)];
        RowBlocks.Run(core.Rows, BlockRows, Parallelism, (block, first, count) =>
        {
            var (groups, links) = (new UnionFind(first + count), new List<(int, int)>());
            pairs.Each(core, first, count, first + count, (row, other) =>
            {
                if (other < row && groups.Unite(row, other))
                {
                    links.Add((row, other));
                }
            });
            found[block] = links;
        }, cancellationToken);
        var all = new UnionFind(core.Rows);
        foreach (var links in found)
        {
            foreach (var (row, other) in links)
            {
                all.Unite(row, other);
            }
        }

        var (labels, next) = (new int[core.Rows], 0);
        for (var i = 0; i < labels.Length; i++)
        {
            var root = all.Root(i);
            labels[i] = root == i ? next++ : labels[root];
        }

        return labels;
    }

    private void Join(DenseMatrix rows, RadiusPairs pairs, int[] numbers, int cores, int[] coreLabels, int[] labels, CancellationToken cancellationToken) =>
        RowBlocks.Run(rows.Rows, BlockRows, Parallelism, (_, first, count) => pairs.Each(rows, first, count, cores, (row, other) =>
        {
            ref var label = ref labels[numbers[row]];
            label = label == IClustering.Noise ? coreLabels[other] : Math.Min(label, coreLabels[other]);
        }), cancellationToken);
}
