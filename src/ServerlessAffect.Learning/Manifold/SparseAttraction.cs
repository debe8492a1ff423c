using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>Joint probabilities of rows and their nearest ones; those of far rows are none.</summary>
internal sealed class SparseAttraction : ITsneAttraction
{
    private const int BlockPoints = 256;

    private SparseAttraction(NeighborGraph joint) => Joint = joint;

    /// <summary>Symmetric, a sum of 1.</summary>
    internal NeighborGraph Joint { get; }

    internal static SparseAttraction Of(DenseMatrix x, double perplexity, int parallelism, CancellationToken cancellationToken)
    {
        var k = (int)Math.Min(x.Rows - 1, (3 * perplexity) + 1);
        var nearest = new NearestNeighbors(x) { Parallelism = parallelism }.KNeighbors(k, cancellationToken);
        var p = nearest.Distances;
        RowBlocks.Run(x.Rows, BlockPoints, parallelism, (_, first, count) =>
        {
            var scratch = new double[k];
            for (var i = first; i < first + count; i++)
            {
                var row = p.AsSpan(i * k, k);
                for (var j = 0; j < k; j++)
                {
                    row[j] *= row[j];
                }

                PerplexitySearch.Search(row, scratch, perplexity);
            }
        }, cancellationToken);
        return new SparseAttraction(NeighborGraph.Symmetric(x.Rows, nearest.Rows, p, (a, b) => (a + b) / (2.0 * x.Rows)));
    }

    public void Pull(PointSet points, PointSet forces, int parallelism, CancellationToken cancellationToken)
    {
        RowBlocks.Run(points.Count, BlockPoints, parallelism, (_, first, count) =>
        {
            for (var i = first; i < first + count; i++)
            {
                if (points.Dimensions == 2)
                {
                    Pull(i, points.Axis(0), points.Axis(1), ref forces.Axis(0)[i], ref forces.Axis(1)[i]);
                }
                else
                {
                    Pull(i, points.Axis(0), points.Axis(1), points.Axis(2), ref forces.Axis(0)[i], ref forces.Axis(1)[i], ref forces.Axis(2)[i]);
                }
            }
        }, cancellationToken);
    }

    public double CrossEntropy(PointSet points, int parallelism, CancellationToken cancellationToken)
    {
        var sums = new double[points.Count];
        RowBlocks.Run(points.Count, BlockPoints, parallelism, (_, first, count) =>
        {
            for (var i = first; i < first + count; i++)
            {
                for (var e = Joint.Starts[i]; e < Joint.Starts[i + 1]; e++)
                {
                    var (p, square) = (Joint.Weights[e], 1.0);
                    for (var d = 0; d < points.Dimensions; d++)
                    {
                        var difference = points.Axis(d)[i] - points.Axis(d)[Joint.Neighbors[e]];
                        square += difference * difference;
                    }

                    sums[i] += p == 0 ? 0 : p * Math.Log(p * square);
                }
            }
        }, cancellationToken);
        return FixedOrder.Sum(sums);
    }

    private void Pull(int i, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ref double forceX, ref double forceY)
    {
        var (x, y, one) = (Vector256.Create(xs[i]), Vector256.Create(ys[i]), Vector256<double>.One);
        var (sumX, sumY) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var (e, end) = (Joint.Starts[i], Joint.Starts[i + 1]);
        for (; e <= end - Vector256<double>.Count; e += Vector256<double>.Count)
        {
            var (dx, dy) = (x - Gather(xs, e), y - Gather(ys, e));
            var pull = Vector256.LoadUnsafe(ref Joint.Weights[e]) / Vector256.FusedMultiplyAdd(dy, dy, Vector256.FusedMultiplyAdd(dx, dx, one));
            (sumX, sumY) = (Vector256.FusedMultiplyAdd(pull, dx, sumX), Vector256.FusedMultiplyAdd(pull, dy, sumY));
        }

        var (tailX, tailY) = (0.0, 0.0);
        for (; e < end; e++)
        {
            var (dx, dy) = (xs[i] - xs[Joint.Neighbors[e]], ys[i] - ys[Joint.Neighbors[e]]);
            var pull = Joint.Weights[e] / (1 + (dx * dx) + (dy * dy));
            (tailX, tailY) = (tailX + (pull * dx), tailY + (pull * dy));
        }

        (forceX, forceY) = (InverseSquareSums.Across(sumX) + tailX, InverseSquareSums.Across(sumY) + tailY);
    }

    private void Pull(int i, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> zs, ref double forceX, ref double forceY, ref double forceZ)
    {
        (forceX, forceY, forceZ) = (0, 0, 0);
        for (var e = Joint.Starts[i]; e < Joint.Starts[i + 1]; e++)
        {
            var j = Joint.Neighbors[e];
            var (dx, dy, dz) = (xs[i] - xs[j], ys[i] - ys[j], zs[i] - zs[j]);
            var pull = Joint.Weights[e] / (1 + (dx * dx) + (dy * dy) + (dz * dz));
            (forceX, forceY, forceZ) = (forceX + (pull * dx), forceY + (pull * dy), forceZ + (pull * dz));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Gather(ReadOnlySpan<double> values, int e)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var at = ref Joint.Neighbors[e];
        return Vector256.Create(Unsafe.Add(ref from, at), Unsafe.Add(ref from, Unsafe.Add(ref at, 1)), Unsafe.Add(ref from, Unsafe.Add(ref at, 2)), Unsafe.Add(ref from, Unsafe.Add(ref at, 3)));
    }
}
