using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>How far the neighbours in an embedding are neighbours among the rows too (Venna and Kaski 2001), scikit-learn's <c>trustworthiness</c>.</summary>
public static class Trustworthiness
{
    /// <summary>1 - 2 / (n k (2n - 3k - 1)) Σ_i Σ_j max(0, r_ij - k) over the k nearest points j of every point i, where r_ij is the rank of row j among the neighbours of row i.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="embedding">[rows, any].</param>
    /// <param name="neighbors">k, from 1 and below half the rows.</param>
    /// <param name="metric">Between the rows; between the points it is Euclidean.</param>
    /// <param name="parallelism">Threads at most; the result does not depend on it.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <returns>At most 1, which says that all are neighbours.</returns>
    /// <exception cref="AffectException">Too few rows, or a value that is not finite.</exception>
    public static double Of(
        DenseMatrix x, DenseMatrix embedding, int neighbors = 5, DistanceMetric metric = DistanceMetric.Euclidean, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        FiniteRows.Require(x);
        FiniteRows.Require(embedding);
        if (embedding.Rows != x.Rows)
        {
            throw new ArgumentException($"Expected a point for each of {x.Rows} rows; got {embedding.Rows}.", nameof(embedding));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        if (2 * neighbors >= x.Rows)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Trustworthiness over {neighbors} neighbours needs more than {2 * neighbors} rows; got {x.Rows}. Ask for fewer neighbours.");
        }

        var nearest = new NearestNeighbors(embedding) { Parallelism = parallelism }.KNeighbors(neighbors, cancellationToken);
        var distances = new PairwiseDistances(x, metric);
        var (prepared, stride) = (distances.Prepare(x), distances.Panels * PackedRows.Lanes);
        var excess = new long[RowBlocks.Count(x.Rows, PackedRows.Together)];
        RowBlocks.Run(x.Rows, PackedRows.Together, parallelism, (block, first, count) =>
        {
            var rows = new double[count * stride];
            distances.Fill(prepared, first, count, rows, stride);
            for (var i = 0; i < count; i++)
            {
                var row = rows.AsSpan(i * stride, x.Rows);
                row[first + i] = double.PositiveInfinity;
                foreach (var j in nearest.RowsOf(first + i))
                {
                    excess[block] += Math.Max(0, 1 + Nearer(row, j) - neighbors);
                }
            }
        }, cancellationToken);
        return 1 - (2.0 * excess.Sum() / ((double)x.Rows * neighbors * ((2.0 * x.Rows) - (3 * neighbors) - 1)));
    }

    // How many come before j: nearer ones, and equally near ones of a lower number.
    private static int Nearer(ReadOnlySpan<double> distances, int j)
    {
        ref var from = ref MemoryMarshal.GetReference(distances);
        var (limit, here) = (distances[j], Vector256.Create(distances[j]));
        var counts = Vector256<long>.Zero;
        var i = 0;
        for (; i <= distances.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            counts -= Vector256.LessThan(Vector256.LoadUnsafe(ref from, (nuint)i), here).AsInt64();
        }

        var count = (int)Vector256.Sum(counts);
        for (; i < distances.Length; i++)
        {
            count += distances[i] < limit ? 1 : 0;
        }

        for (i = 0; i < j; i++)
        {
            count += distances[i] == limit ? 1 : 0;
        }

        return count;
    }
}
