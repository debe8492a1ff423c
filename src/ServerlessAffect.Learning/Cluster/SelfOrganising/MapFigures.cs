using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>How well a map fits its rows.</summary>
/// <param name="QuantisationError">Mean distance of a row from its unit.</param>
/// <param name="TopographicError">The share of rows whose two nearest units do not touch.</param>
/// <param name="Distances">[map rows, map columns]: mean distance of a unit from those that it touches.</param>
internal sealed record MapFigures(double QuantisationError, double TopographicError, DenseMatrix Distances)
{
    private const int BlockRows = 256;

    /// <param name="x">The rows.</param>
    /// <param name="codes">[units, columns].</param>
    /// <param name="grid">Where the units lie.</param>
    /// <param name="mapRows">Units from top to bottom.</param>
    /// <param name="mapColumns">Units from left to right.</param>
    /// <param name="units">[rows]; gets the nearest unit of every row.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at every 256 rows.</param>
    internal static MapFigures Of(DenseMatrix x, DenseMatrix codes, MapGrid grid, int mapRows, int mapColumns, int[] units, int parallelism, CancellationToken cancellationToken)
    {
        var (distances, torn, panels) = (new double[x.Rows], new double[x.Rows], PackedRows.Of(codes));
        RowBlocks.Run(x.Rows, BlockRows, parallelism, (_, first, count) =>
        {
            var squared = new double[panels.Panels * PackedRows.Lanes];
            for (var i = first; i < first + count; i++)
            {
                panels.SquaredDistances(0, panels.Panels, x.Row(i), squared);
                var (nearest, second) = TwoNearest(squared.AsSpan(0, grid.Units));
                (units[i], distances[i]) = (nearest, Math.Sqrt(squared[nearest]));
                torn[i] = second >= 0 && !grid.Touch(nearest, second) ? 1 : 0;
            }
        }, cancellationToken);
        return new MapFigures(FixedOrder.Sum(distances) / x.Rows, FixedOrder.Sum(torn) / x.Rows, Between(codes, grid, mapRows, mapColumns));
    }

    private static (int Nearest, int Second) TwoNearest(ReadOnlySpan<double> squared)
    {
        var (nearest, second) = (0, -1);
        for (var unit = 1; unit < squared.Length; unit++)
        {
            if (squared[unit] < squared[nearest])
            {
                (nearest, second) = (unit, nearest);
            }
            else if (second < 0 || squared[unit] < squared[second])
            {
                second = unit;
            }
        }

        return (nearest, second);
    }

    private static DenseMatrix Between(DenseMatrix codes, MapGrid grid, int mapRows, int mapColumns)
    {
        var distances = new DenseMatrix(mapRows, mapColumns);
        for (var unit = 0; unit < grid.Units; unit++)
        {
            var (sum, count) = (0.0, 0);
            for (var other = 0; other < grid.Units; other++)
            {
                if (grid.Touch(unit, other))
                {
                    sum += Math.Sqrt(CenterDistances.Squared(codes.Row(unit), codes.Row(other)));
                    count++;
                }
            }

            distances.Values[unit] = count == 0 ? 0 : sum / count;
        }

        return distances;
    }
}
