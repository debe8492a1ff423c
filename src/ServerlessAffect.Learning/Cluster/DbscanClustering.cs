namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="Dbscan"/> finds.</summary>
public sealed class DbscanClustering : LabelledRows
{
    internal DbscanClustering(DenseMatrix x, int[] labels, int[] coreRows, int parallelism)
        : base(x, labels, parallelism) => CoreRows = coreRows;

    /// <summary>The core rows, in ascending order.</summary>
    public IReadOnlyList<int> CoreRows { get; }
}
