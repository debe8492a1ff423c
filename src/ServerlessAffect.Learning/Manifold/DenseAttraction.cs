using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>Joint probabilities of every pair of rows.</summary>
internal sealed class DenseAttraction : ITsneAttraction
{
    private const int BlockPoints = 128;

    private DenseAttraction(double[] betas, DenseMatrix joint) => (Betas, Joint) = (betas, joint);

    /// <summary>[rows], 1 / (2σ²).</summary>
    internal double[] Betas { get; }

    /// <summary>[rows, rows], symmetric, a sum of 1, zeros on the diagonal.</summary>
    internal DenseMatrix Joint { get; }

    internal static DenseAttraction Of(DenseMatrix x, double perplexity, int parallelism, CancellationToken cancellationToken)
    {
        var n = x.Rows;
        var distances = new PairwiseDistances(x, DistanceMetric.Euclidean);
        var stride = distances.Panels * PackedRows.Lanes;
        var (betas, joint) = (new double[n], new DenseMatrix(n, n));
        RowBlocks.Run(n, PackedRows.Together, parallelism, (_, first, count) =>
        {
            var (sums, others, scratch) = (new double[count * stride], new double[n - 1], new double[n - 1]);
            distances.Sums(x, first, count, 0, distances.Panels, sums, stride);
            for (var i = first; i < first + count; i++)
            {
                var row = sums.AsSpan((i - first) * stride, n);
                row[..i].CopyTo(others);
                row[(i + 1)..].CopyTo(others.AsSpan(i));
                betas[i] = PerplexitySearch.Search(others, scratch, perplexity);
                others.AsSpan(0, i).CopyTo(joint.Row(i));
                others.AsSpan(i).CopyTo(joint.Row(i)[(i + 1)..]);
            }
        }, cancellationToken);
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                joint[i, j] = joint[j, i] = (joint[i, j] + joint[j, i]) / (2.0 * n);
            }
        }

        return new DenseAttraction(betas, joint);
    }

    public void Pull(PointSet points, PointSet forces, int parallelism, CancellationToken cancellationToken)
    {
        RowBlocks.Run(points.Count, BlockPoints, parallelism, (_, first, count) =>
        {
            var q = new double[points.Count];
            for (var i = first; i < first + count; i++)
            {
                InversesOf(points, i, q);
                TensorPrimitives.Multiply(q, Joint.Row(i), q);
                for (var d = 0; d < points.Dimensions; d++)
                {
                    forces.Axis(d)[i] = WeightedDifferences(q, points.Axis(d), points.Axis(d)[i]);
                }
            }
        }, cancellationToken);
    }

    public double CrossEntropy(PointSet points, int parallelism, CancellationToken cancellationToken)
    {
        var sums = new double[points.Count];
        RowBlocks.Run(points.Count, BlockPoints, parallelism, (_, first, count) =>
        {
            var q = new double[points.Count];
            for (var i = first; i < first + count; i++)
            {
                InversesOf(points, i, q);
                var p = Joint.Row(i);
                for (var j = 0; j < q.Length; j++)
                {
                    sums[i] += p[j] == 0 ? 0 : p[j] * Math.Log(p[j] / q[j]);
                }
            }
        }, cancellationToken);
        return FixedOrder.Sum(sums);
    }

    private static void InversesOf(PointSet points, int i, Span<double> q)
    {
        q.Fill(1);
        for (var d = 0; d < points.Dimensions; d++)
        {
            var axis = points.Axis(d);
            var at = Vector256.Create(axis[i]);
            var j = 0;
            for (; j <= q.Length - Vector256<double>.Count; j += Vector256<double>.Count)
            {
                var difference = at - Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(axis), (nuint)j);
                Vector256.FusedMultiplyAdd(difference, difference, Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(q), (nuint)j)).StoreUnsafe(ref MemoryMarshal.GetReference(q), (nuint)j);
            }

            for (; j < q.Length; j++)
            {
                q[j] = Math.FusedMultiplyAdd(axis[i] - axis[j], axis[i] - axis[j], q[j]);
            }
        }

        TensorPrimitives.Divide(1, q, q);
    }

    private static double WeightedDifferences(ReadOnlySpan<double> weights, ReadOnlySpan<double> axis, double at)
    {
        ref var weight = ref MemoryMarshal.GetReference(weights);
        ref var other = ref MemoryMarshal.GetReference(axis);
        var (sum, here) = (Vector256<double>.Zero, Vector256.Create(at));
        nuint j = 0;
        for (; j + InverseSquareSums.Width <= (nuint)weights.Length; j += InverseSquareSums.Width)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref weight, j), here - Vector256.LoadUnsafe(ref other, j), sum);
        }

        var tail = 0.0;
        for (; j < (nuint)weights.Length; j++)
        {
            tail = Math.FusedMultiplyAdd(weights[(int)j], at - axis[(int)j], tail);
        }

        return InverseSquareSums.Across(sum) + tail;
    }
}
