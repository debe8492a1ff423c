using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Labels of embedded rows: the rows that point in the most different ways become axes, made orthogonal, and every row takes the axis that it lies along most.</summary>
internal static class ClusterQr
{
    /// <param name="embedding">[rows, clusters].</param>
    /// <param name="cancellationToken">Looked at for every axis.</param>
    internal static int[] Of(DenseMatrix embedding, CancellationToken cancellationToken)
    {
        var svd = SingularValues.Of(embedding.TakeRows(Pivots(embedding, cancellationToken)).Transpose(), cancellationToken);
        var axes = MatrixProduct.TimesTransposed(svd.Right.Transpose(), svd.Left.Transpose(), parallelism: 1, cancellationToken);
        var labels = new int[embedding.Rows];
        var along = new double[axes.Rows];
        for (var i = 0; i < labels.Length; i++)
        {
            for (var c = 0; c < along.Length; c++)
            {
                along[c] = Math.Abs(FixedOrder.Dot(embedding.Row(i), axes.Row(c)));
            }

            labels[i] = TensorPrimitives.IndexOfMax<double>(along);
        }

        return labels;
    }

    // The order of the columns in a QR decomposition of the transposed embedding that takes the longest remainder first.
    private static int[] Pivots(DenseMatrix embedding, CancellationToken cancellationToken)
    {
        var left = new DenseMatrix(embedding.Rows, embedding.Columns, (double[])embedding.Values.Clone());
        var pivots = new int[embedding.Columns];
        for (var k = 0; k < pivots.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (longest, at) = (-1.0, 0);
            for (var i = 0; i < left.Rows; i++)
            {
                var squared = FixedOrder.SumOfSquares(left.Row(i));
                if (squared > longest && !pivots.AsSpan(0, k).Contains(i))
                {
                    (longest, at) = (squared, i);
                }
            }

            pivots[k] = at;
            var axis = left.Row(at).ToArray();
            for (var i = 0; longest > 0 && i < left.Rows; i++)
            {
                ClassVector.AddScaled(axis, -FixedOrder.Dot(axis, left.Row(i)) / longest, left.Row(i));
            }
        }

        return pivots;
    }
}
