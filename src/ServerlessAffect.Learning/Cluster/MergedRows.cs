namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="AgglomerativeClustering"/> finds.</summary>
public sealed class MergedRows : LabelledRows
{
    private readonly DenseMatrix _x;
    private readonly int _parallelism;

    internal MergedRows(DenseMatrix x, MergeTree tree, int clusters, int parallelism)
        : base(x, tree.Cut(clusters), parallelism) => (_x, Tree, _parallelism) = (x, tree, parallelism);

    /// <summary>All merges, down to one cluster.</summary>
    public MergeTree Tree { get; }

    /// <summary>The same tree cut elsewhere; nothing is fitted again.</summary>
    /// <param name="clusters">From 1 to the number of rows.</param>
    public MergedRows CutAt(int clusters) => new(_x, Tree, clusters, _parallelism);
}
