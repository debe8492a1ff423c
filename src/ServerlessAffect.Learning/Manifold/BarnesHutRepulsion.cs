using System.Buffers;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>Cells of points that look small act as one point at their centre (Barnes and Hut 1986; van der Maaten 2014).</summary>
/// <remarks>
/// The tree is walked once for all points of a leaf: a cell is taken as one where its longest side is below <paramref name="angle"/> times the distance from its centre to the
/// leaf's box, so that no point of the leaf sees it larger than that; points that lie on each other are always one, the cells around the leaf never. What the walk gathers is
/// then summed for each point, four sources at a time.
/// </remarks>
internal sealed class BarnesHutRepulsion(double angle) : ITsneRepulsion
{
    private const int BlockLeaves = 16;

    private PointTree? _tree;

    public double Push(PointSet points, PointSet forces, int parallelism, CancellationToken cancellationToken)
    {
        var tree = _tree ??= new PointTree(points.Dimensions, points.Count, angle);
        tree.Build(points);
        var sums = new double[RowBlocks.Count(tree.LeafCount, BlockLeaves)];
        RowBlocks.Run(tree.LeafCount, BlockLeaves, parallelism, (block, first, count) =>
        {
            var stride = points.Count + InverseSquareSums.Width;
            var sources = ArrayPool<double>.Shared.Rent(stride * 3);
            var weights = ArrayPool<double>.Shared.Rent(stride);
            for (var leaf = first; leaf < first + count; leaf++)
            {
                var gathered = Gather(tree, tree.Leaves[leaf], sources, stride, weights);
                sums[block] += Push(tree, tree.Cells[tree.Leaves[leaf]], sources, stride, weights.AsSpan(0, gathered), forces);
            }

            ArrayPool<double>.Shared.Return(sources);
            ArrayPool<double>.Shared.Return(weights);
        }, cancellationToken);
        return FixedOrder.Sum(sums);
    }

    // What the points of a leaf see: xs, ys and zs of sources a stride apart, filled up with sources of no weight.
    private static int Gather(PointTree tree, int leaf, Span<double> sources, int stride, Span<double> weights)
    {
        var dimensions = tree.Sorted.Dimensions;
        var xs = sources[..stride];
        var ys = sources.Slice(stride, stride);
        var zs = sources.Slice(2 * stride, stride);
        var low = tree.Low.AsSpan(leaf * dimensions, dimensions);
        var high = tree.High.AsSpan(leaf * dimensions, dimensions);
        var (lowX, lowY, lowZ) = (low[0], low[1], dimensions == 3 ? low[2] : 0);
        var (highX, highY, highZ) = (high[0], high[1], dimensions == 3 ? high[2] : 0);
        var (own, count) = (tree.Cells[leaf].First, 0);
        for (var at = 0; at < tree.CellCount;)
        {
            ref readonly var cell = ref tree.Cells[at];
            var dx = double.MaxNative(0, double.MaxNative(lowX - cell.X, cell.X - highX));
            var dy = double.MaxNative(0, double.MaxNative(lowY - cell.Y, cell.Y - highY));
            var dz = double.MaxNative(0, double.MaxNative(lowZ - cell.Z, cell.Z - highZ));
            if (cell.SquaredReach < (dx * dx) + (dy * dy) + (dz * dz) && (cell.SquaredReach < 0 || !cell.Holds(own)))
            {
                (xs[count], ys[count], zs[count], weights[count]) = (cell.X, cell.Y, cell.Z, cell.Size);
                count++;
                at = cell.Next;
            }
            else if (cell.Next == at + 1)
            {
                tree.Sorted.Axis(0).Slice(cell.First, cell.Size).CopyTo(xs[count..]);
                tree.Sorted.Axis(1).Slice(cell.First, cell.Size).CopyTo(ys[count..]);
                if (dimensions == 3)
                {
                    tree.Sorted.Axis(2).Slice(cell.First, cell.Size).CopyTo(zs[count..]);
                }

                weights.Slice(count, cell.Size).Fill(1);
                (count, at) = (count + cell.Size, at + 1);
            }
            else
            {
                at++;
            }
        }

        var padded = RowBlocks.Count(count, InverseSquareSums.Width) * InverseSquareSums.Width;
        xs[count..padded].Clear();
        ys[count..padded].Clear();
        zs[count..padded].Clear();
        weights[count..padded].Clear();
        return padded;
    }

    private static double Push(PointTree tree, PointCell leaf, ReadOnlySpan<double> sources, int stride, ReadOnlySpan<double> weights, PointSet forces)
    {
        Span<double> point = stackalloc double[forces.Dimensions];
        Span<double> force = stackalloc double[forces.Dimensions];
        var sum = 0.0;
        for (var i = leaf.First; i < leaf.First + leaf.Size; i++)
        {
            for (var d = 0; d < point.Length; d++)
            {
                (point[d], force[d]) = (tree.Sorted.Axis(d)[i], 0);
            }

            // The point itself is among the sources, with q = 1 and no force.
            sum += InverseSquareSums.Push(sources, stride, weights, point, force) - 1;
            for (var d = 0; d < force.Length; d++)
            {
                forces.Axis(d)[tree.Order[i]] = force[d];
            }
        }

        return sum;
    }
}
