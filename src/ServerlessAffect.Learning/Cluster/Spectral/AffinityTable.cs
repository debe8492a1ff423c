using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>A graph in which all rows are tied.</summary>
internal sealed class AffinityTable : INormalisedGraph
{
    private const int BlockRows = 32;

    private readonly DenseMatrix _values;

    private AffinityTable(DenseMatrix values, double[] inverseRoots) => (_values, InverseRoots) = (values, inverseRoots);

    public int Size => _values.Rows;

    public double[] InverseRoots { get; }

    /// <summary>exp(-gamma |a - b|²).</summary>
    internal static AffinityTable Rbf(DenseMatrix x, double gamma, int parallelism, CancellationToken cancellationToken)
    {
        var (panels, values, roots) = (PackedRows.Of(x), new DenseMatrix(x.Rows, x.Rows), new double[x.Rows]);
        RowBlocks.Run(x.Rows, BlockRows, parallelism, (_, first, count) =>
        {
            var squared = new double[panels.Panels * PackedRows.Lanes];
            for (var i = first; i < first + count; i++)
            {
                panels.SquaredDistances(0, panels.Panels, x.Row(i), squared);
                var row = values.Row(i);
                TensorPrimitives.Multiply(squared.AsSpan(0, x.Rows), -gamma, row);
                TensorPrimitives.Exp(row, row);
                row[i] = 0;
                var degree = FixedOrder.Sum(row);
                roots[i] = degree > 0 ? 1 / Math.Sqrt(degree) : 1;
            }
        }, cancellationToken);
        RowBlocks.Run(x.Rows, BlockRows, parallelism, (_, first, count) =>
        {
            for (var i = first; i < first + count; i++)
            {
                TensorPrimitives.Multiply(values.Row(i), roots, values.Row(i));
                TensorPrimitives.Multiply(values.Row(i), roots[i], values.Row(i));
            }
        }, cancellationToken);
        return new AffinityTable(values, roots);
    }

    public void Multiply(DenseMatrix x, DenseMatrix product, int parallelism, CancellationToken cancellationToken)
    {
        product.Values.AsSpan().Clear();
        RowBlocks.Run(Size, BlockRows, parallelism, (_, first, count) => PanelProduct.Add(_values, first, count, Size, x, x.Columns, product, first), cancellationToken);
    }
}
