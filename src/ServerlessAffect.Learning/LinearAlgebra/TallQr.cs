using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>The triangle R of A = Q R for a table much taller than wide, by Householder reflections over blocks of rows that stay in the cache.</summary>
/// <remarks>
/// A block is put under the triangle of those before it and reduced to a new one; groups of blocks run on threads of their own and their triangles are reduced in order at the
/// end, so that the bits do not depend on how many there are. R has the singular values of A to working precision, which AᵀA would square.
/// </remarks>
internal static class TallQr
{
    private const int GroupRows = 4096;

    // Squares near the least that a number can be; their inverse would overflow.
    private const double Negligible = 1e-280;

    /// <param name="a">[rows, columns], not wider than tall.</param>
    /// <param name="offset">[columns], taken off every row first.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at before every block.</param>
    /// <returns>Rᵀ, [columns, columns], lower triangular.</returns>
    internal static DenseMatrix Triangle(DenseMatrix a, double[] offset, int parallelism, CancellationToken cancellationToken)
    {
        var n = a.Columns;
        var blockRows = Math.Max(256, 4 * n);
        var groupRows = Math.Max(GroupRows, 4 * blockRows);
        var triangles = new DenseMatrix[RowBlocks.Count(a.Rows, groupRows)];
        RowBlocks.Run(a.Rows, groupRows, parallelism, (group, first, count) =>
        {
            var stacked = new DenseMatrix(n, n + blockRows);
            for (var from = first; from < first + count; from += blockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = Math.Min(blockRows, first + count - from);
                for (var j = 0; j < n; j++)
                {
                    var column = stacked.Row(j)[n..];
                    column[rows..].Clear();
                    for (var i = 0; i < rows; i++)
                    {
                        column[i] = a.Values[((from + i) * n) + j] - offset[j];
                    }
                }

                Reduce(stacked);
            }

            triangles[group] = stacked;
        }, cancellationToken);
        var all = new DenseMatrix(n, triangles.Length * n);
        for (var j = 0; j < n; j++)
        {
            for (var group = 0; group < triangles.Length; group++)
            {
                triangles[group].Row(j)[..n].CopyTo(all.Row(j)[(group * n)..]);
            }
        }

        if (triangles.Length > 1)
        {
            Reduce(all);
        }

        return Lower(all);
    }

    // The columns stand in rows. Leaves R where the first n elements of every column were, zeros below.
    private static void Reduce(DenseMatrix columns)
    {
        var n = columns.Rows;
        for (var k = 0; k < n; k++)
        {
            var pivot = columns.Row(k)[k..];
            var squares = FixedOrder.SumOfSquares(pivot[1..]);
            if (squares < Negligible)
            {
                pivot[1..].Clear();
                continue;
            }

            var alpha = -Math.CopySign(Math.Sqrt((pivot[0] * pivot[0]) + squares), pivot[0]);
            pivot[0] -= alpha;
            var scale = 2 / ((pivot[0] * pivot[0]) + squares);
            for (var j = k + 1; j < n; j++)
            {
                var other = columns.Row(j)[k..];
                ClassVector.AddScaled(pivot, -scale * FixedOrder.Dot(pivot, other), other);
            }

            pivot.Clear();
            pivot[0] = alpha;
        }
    }

    private static DenseMatrix Lower(DenseMatrix columns)
    {
        var lower = new DenseMatrix(columns.Rows, columns.Rows);
        for (var j = 0; j < columns.Rows; j++)
        {
            columns.Row(j)[..(j + 1)].CopyTo(lower.Row(j));
        }

        return lower;
    }
}
