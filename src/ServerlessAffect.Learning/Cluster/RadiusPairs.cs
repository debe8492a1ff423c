using System.Numerics;
using System.Runtime.Intrinsics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Which rows of a table lie within a radius of other rows; nothing is kept but what is asked for.</summary>
internal sealed class RadiusPairs
{
    private readonly PackedRows _table;
    private readonly double _limit;

    /// <param name="table">[rows, columns].</param>
    /// <param name="radius">0 or more; a row at exactly this distance is within.</param>
    internal RadiusPairs(DenseMatrix table, double radius)
    {
        _table = PackedRows.Of(table);

        // The largest square whose root is not above the radius.
        _limit = radius * radius;
        while (Math.Sqrt(_limit) > radius)
        {
            _limit = Math.BitDecrement(_limit);
        }

        while (_limit < double.MaxValue && Math.Sqrt(Math.BitIncrement(_limit)) <= radius)
        {
            _limit = Math.BitIncrement(_limit);
        }
    }

    /// <summary>Whether each of some rows has so many rows of the table within the radius; looks no further than it must.</summary>
    internal void HaveEnough(DenseMatrix rows, int first, int count, int enough, Span<bool> have)
    {
        Span<double> tile = stackalloc double[PackedRows.Together * PackedRows.Lanes];
        Span<int> found = stackalloc int[PackedRows.Together];
        for (var i = 0; i < count; i += PackedRows.Together)
        {
            var together = Math.Min(PackedRows.Together, count - i);
            found.Clear();
            var open = together;

            // From the rows' own panel on and around: where rows come in order, the near ones are near.
            var panel = Math.Min(_table.Panels - 1, (first + i) / PackedRows.Lanes);
            for (var p = 0; p < _table.Panels && open > 0; p++, panel = panel + 1 == _table.Panels ? 0 : panel + 1)
            {
                _table.SquaredDistances(panel, rows, first + i, together, tile);
                open = 0;
                for (var r = 0; r < together; r++)
                {
                    found[r] += BitOperations.PopCount(Within(panel, tile.Slice(r * PackedRows.Lanes, PackedRows.Lanes)));
                    open += found[r] < enough ? 1 : 0;
                }
            }

            for (var r = 0; r < together; r++)
            {
                have[i + r] = found[r] >= enough;
            }
        }
    }

    /// <summary>Hands on every pair of one of some rows and a row of the table below an end that lie within the radius.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">Where to start.</param>
    /// <param name="count">How many.</param>
    /// <param name="end">Rows of the table from here on are left out, as far as whole panels.</param>
    /// <param name="pair">Gets a row's number and the table's.</param>
    internal void Each(DenseMatrix rows, int first, int count, int end, Action<int, int> pair)
    {
        Span<double> tile = stackalloc double[PackedRows.Together * PackedRows.Lanes];
        for (var panel = 0; panel * PackedRows.Lanes < end; panel++)
        {
            for (var i = first; i < first + count; i += PackedRows.Together)
            {
                var together = Math.Min(PackedRows.Together, first + count - i);
                _table.SquaredDistances(panel, rows, i, together, tile);
                for (var r = 0; r < together; r++)
                {
                    var within = Within(panel, tile.Slice(r * PackedRows.Lanes, PackedRows.Lanes));
                    for (; within != 0; within &= within - 1)
                    {
                        pair(i + r, (panel * PackedRows.Lanes) + BitOperations.TrailingZeroCount(within));
                    }
                }
            }
        }
    }

    // A bit for every row of the panel.
    private uint Within(int panel, Span<double> squared)
    {
        var limit = Vector256.Create(_limit);
        var bits = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref squared[0]), limit).ExtractMostSignificantBits()
            | (Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref squared[0], 4), limit).ExtractMostSignificantBits() << 4);
        var rows = _table.Rows - (panel * PackedRows.Lanes);
        return rows >= PackedRows.Lanes ? bits : bits & ((1u << rows) - 1);
    }
}
