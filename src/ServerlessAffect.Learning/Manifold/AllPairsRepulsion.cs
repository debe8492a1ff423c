namespace ServerlessAffect.Learning.Manifold;

/// <summary>Every pair of points.</summary>
internal sealed class AllPairsRepulsion : ITsneRepulsion
{
    private const int BlockPoints = 128;

    public double Push(PointSet points, PointSet forces, int parallelism, CancellationToken cancellationToken)
    {
        var (n, dimensions) = (points.Count, points.Dimensions);
        var padded = RowBlocks.Count(n, InverseSquareSums.Width) * InverseSquareSums.Width;
        var (sources, weights) = (new double[dimensions * padded], new double[padded]);
        weights.AsSpan(0, n).Fill(1);
        for (var d = 0; d < dimensions; d++)
        {
            points.Axis(d).CopyTo(sources.AsSpan(d * padded));
        }

        var sums = new double[RowBlocks.Count(n, BlockPoints)];
        RowBlocks.Run(n, BlockPoints, parallelism, (block, first, count) =>
        {
            Span<double> point = stackalloc double[dimensions];
            Span<double> force = stackalloc double[dimensions];
            for (var i = first; i < first + count; i++)
            {
                for (var d = 0; d < dimensions; d++)
                {
                    (point[d], force[d]) = (points.Axis(d)[i], 0);
                }

                // The point itself is among the sources, with q = 1 and no force.
                sums[block] += InverseSquareSums.Push(sources, padded, weights, point, force) - 1;
                for (var d = 0; d < dimensions; d++)
                {
                    forces.Axis(d)[i] = force[d];
                }
            }
        }, cancellationToken);
        return Core.Numerics.FixedOrder.Sum(sums);
    }
}
