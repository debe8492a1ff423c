using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Neighbors;

/// <summary>Distances between some rows and all of a table, block by block, so that nobody needs a table of every pair.</summary>
/// <remarks>
/// What is summed over the columns (<see cref="Sums"/>) grows with the distance, which <see cref="Distance"/> makes of it; a search compares sums and asks for the distances of what it
/// keeps. Cosine is half the squared Euclidean distance of rows of length 1, which does not cancel for rows of nearly one direction.
/// </remarks>
internal sealed class PairwiseDistances
{
    private readonly PackedRows _packed;
    private readonly int[] _zeroRows = [];

    internal PairwiseDistances(DenseMatrix x, DistanceMetric metric)
    {
        (Metric, Rows) = (metric, x.Rows);
        var prepared = Prepare(x);
        _packed = PackedRows.Of(prepared);
        if (metric == DistanceMetric.Cosine)
        {
            _zeroRows = [.. Enumerable.Range(0, x.Rows).Where(i => IsZero(prepared, i))];
        }
    }

    internal DistanceMetric Metric { get; }

    internal int Rows { get; }

    internal int Columns => _packed.Columns;

    internal int Panels => _packed.Panels;

    /// <summary>The rows as <see cref="Sums"/> and <see cref="Fill"/> want them: of length 1 for cosine, themselves otherwise.</summary>
    internal DenseMatrix Prepare(DenseMatrix x)
    {
        if (Metric != DistanceMetric.Cosine)
        {
            return x;
        }

        var unit = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            var norm = FixedOrder.Norm(x.Row(i));
            TensorPrimitives.Divide(x.Row(i), norm == 0 ? 1 : norm, unit.Row(i));
        }

        return unit;
    }

    /// <summary>Distances of some prepared rows to every row of the table.</summary>
    /// <param name="prepared">From <see cref="Prepare"/>.</param>
    /// <param name="first">The first row that is asked about.</param>
    /// <param name="count">How many are.</param>
    /// <param name="destination">[count, stride]; what stands beyond <see cref="Rows"/> in a row means nothing.</param>
    /// <param name="stride"><see cref="Panels"/> * <see cref="PackedRows.Lanes"/> at least.</param>
    internal void Fill(DenseMatrix prepared, int first, int count, Span<double> destination, int stride)
    {
        Sums(prepared, first, count, 0, Panels, destination, stride);
        for (var i = 0; i < count; i++)
        {
            var row = destination.Slice(i * stride, Rows);
            if (Metric == DistanceMetric.Euclidean)
            {
                TensorPrimitives.Sqrt(row, row);
            }
            else if (Metric == DistanceMetric.Cosine)
            {
                TensorPrimitives.Multiply(row, 0.5, row);
            }
        }
    }

    /// <summary>What <see cref="Distance"/> wants, for some prepared rows and the rows of some panels.</summary>
    /// <param name="prepared">From <see cref="Prepare"/>.</param>
    /// <param name="first">The first row that is asked about.</param>
    /// <param name="count">How many are.</param>
    /// <param name="firstPanel">The first panel that they are compared with.</param>
    /// <param name="panels">How many are.</param>
    /// <param name="destination">[count, stride], of which panels * 8 are written in every row.</param>
    /// <param name="stride">panels * 8 at least.</param>
    internal void Sums(DenseMatrix prepared, int first, int count, int firstPanel, int panels, Span<double> destination, int stride)
    {
        Span<double> tile = stackalloc double[PackedRows.Together * PackedRows.Lanes];
        for (var panel = 0; panel < panels; panel++)
        {
            for (var i = 0; i < count; i += PackedRows.Together)
            {
                var rows = Math.Min(PackedRows.Together, count - i);
                if (Metric == DistanceMetric.Manhattan)
                {
                    _packed.AbsoluteDifferences(firstPanel + panel, prepared, first + i, rows, tile);
                }
                else
                {
                    _packed.SquaredDistances(firstPanel + panel, prepared, first + i, rows, tile);
                }

                for (var row = 0; row < rows; row++)
                {
                    tile.Slice(row * PackedRows.Lanes, PackedRows.Lanes).CopyTo(destination[(((i + row) * stride) + (panel * PackedRows.Lanes))..]);
                }
            }
        }

        if (Metric == DistanceMetric.Cosine)
        {
            SetApartZeros(prepared, first, count, firstPanel * PackedRows.Lanes, panels * PackedRows.Lanes, destination, stride);
        }
    }

    internal double Distance(double sum) => Metric switch
    {
        DistanceMetric.Euclidean => Math.Sqrt(sum),
        DistanceMetric.Manhattan => sum,
        _ => sum / 2,
    };

    /// <summary>A sum above which every distance is greater, and from which on none is less; as low as rounding allows.</summary>
    internal double Limit(double distance) => Metric switch
    {
        DistanceMetric.Euclidean => Math.BitIncrement(distance * distance * (1 + 1e-15)),
        DistanceMetric.Manhattan => distance,
        _ => distance * 2,
    };

    private static bool IsZero(DenseMatrix x, int row) => x.Row(row).IndexOfAnyExcept(0.0) < 0;

    private void SetApartZeros(DenseMatrix prepared, int first, int count, int from, int length, Span<double> sums, int stride)
    {
        for (var i = 0; i < count; i++)
        {
            var row = sums.Slice(i * stride, length);
            if (IsZero(prepared, first + i))
            {
                row.Fill(2);
            }

            var at = Array.BinarySearch(_zeroRows, from);
            for (var z = at < 0 ? ~at : at; z < _zeroRows.Length && _zeroRows[z] < from + length; z++)
            {
                row[_zeroRows[z] - from] = 2;
            }
        }
    }
}
