namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>Rowsᵀ · rows by products with the table and its transpose, for tables whose columns are too many for a table of their pairs.</summary>
/// <param name="rows">[rows, columns].</param>
internal sealed class ScatterOperator(DenseMatrix rows) : ISymmetricOperator
{
    private const int BlockRows = 128;

    private readonly DenseMatrix _columns = rows.Transpose();

    public int Size => rows.Columns;

    public void Multiply(DenseMatrix x, DenseMatrix product, int parallelism, CancellationToken cancellationToken)
    {
        var along = new DenseMatrix(rows.Rows, x.Columns);
        Times(rows, x, along, parallelism, cancellationToken);
        Times(_columns, along, product, parallelism, cancellationToken);
    }

    private static void Times(DenseMatrix a, DenseMatrix b, DenseMatrix product, int parallelism, CancellationToken cancellationToken)
    {
        product.Values.AsSpan().Clear();
        RowBlocks.Run(a.Rows, BlockRows, parallelism, (_, first, count) => PanelProduct.Add(a, first, count, a.Columns, b, b.Columns, product, first), cancellationToken);
    }
}
