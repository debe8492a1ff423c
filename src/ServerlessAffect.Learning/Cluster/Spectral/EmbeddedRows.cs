namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="SpectralClustering"/> finds.</summary>
public sealed class EmbeddedRows : LabelledRows
{
    internal EmbeddedRows(DenseMatrix x, int[] labels, DenseMatrix embedding, double[] eigenvalues, int parallelism)
        : base(x, labels, parallelism) => (Embedding, Eigenvalues) = (embedding, eigenvalues);

    /// <summary>[rows, clusters]: where the rows lie by the graph, the smoothest vector first; the sign of a column is arbitrary.</summary>
    public DenseMatrix Embedding { get; }

    /// <summary>[clusters], ascending: the smallest eigenvalues of the normalised Laplacian. As many are 0 as the graph has parts without a tie.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }
}
