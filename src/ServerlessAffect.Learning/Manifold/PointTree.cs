using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>A quadtree or octree over points: cells in the order of a walk into depth, points in the order of their cells (Morton). Built anew at every step of a descent into arrays that are kept.</summary>
internal sealed class PointTree
{
    /// <summary>A cell with at most so many points is not divided.</summary>
    private const int LeafPoints = 16;

    private const int BitsOfAxis = 16;

    private readonly int _dimensions;
    private readonly double _angle;
    private readonly ulong[] _keys;
    private readonly ulong[] _spareKeys;
    private readonly int[] _spareOrder;
    private readonly double[] _sums;

    /// <param name="dimensions">2 or 3.</param>
    /// <param name="count">Of the points, 1 at least.</param>
    /// <param name="angle">How large a cell may look, side by distance, to act as one point; 0 and above.</param>
    internal PointTree(int dimensions, int count, double angle)
    {
        (_dimensions, _angle) = (dimensions, angle);
        (_keys, _spareKeys, _spareOrder, Order) = (new ulong[count], new ulong[count], new int[count], new int[count]);
        Sorted = new PointSet(dimensions, count);
        (Cells, Leaves) = (new PointCell[2 * count], new int[count]);
        (Low, High, _sums) = (new double[dimensions * Cells.Length], new double[dimensions * Cells.Length], new double[dimensions * Cells.Length]);
    }

    /// <summary>The points in the order of their cells.</summary>
    internal PointSet Sorted { get; }

    /// <summary>[points]: which point stands where in <see cref="Sorted"/>.</summary>
    internal int[] Order { get; }

    internal int CellCount { get; private set; }

    /// <summary>Of which <see cref="CellCount"/> are in use.</summary>
    internal PointCell[] Cells { get; }

    /// <summary>[cells, dimensions]: the box around the points.</summary>
    internal double[] Low { get; }

    /// <summary>[cells, dimensions].</summary>
    internal double[] High { get; }

    internal int LeafCount { get; private set; }

    /// <summary>Which cells are leaves, <see cref="LeafCount"/> of them.</summary>
    internal int[] Leaves { get; }

    internal void Build(PointSet points)
    {
        SetKeys(points);
        RadixOrder.Sort(_keys, Order, _spareKeys, _spareOrder, _dimensions * BitsOfAxis);
        for (var d = 0; d < _dimensions; d++)
        {
            var from = points.Axis(d);
            var to = Sorted.Axis(d);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[Order[i]];
            }
        }

        (CellCount, LeafCount) = (0, 0);
        Add(0, points.Count, _dimensions * (BitsOfAxis - 1));
    }

    private void SetKeys(PointSet points)
    {
        var side = 0.0;
        for (var d = 0; d < _dimensions; d++)
        {
            side = Math.Max(side, TensorPrimitives.Max<double>(points.Axis(d)) - TensorPrimitives.Min<double>(points.Axis(d)));
        }

        var scale = side > 0 ? ((1 << BitsOfAxis) - 1) / side : 0;
        Array.Clear(_keys);
        for (var d = 0; d < _dimensions; d++)
        {
            var axis = points.Axis(d);
            var low = TensorPrimitives.Min<double>(axis);
            for (var i = 0; i < axis.Length; i++)
            {
                _keys[i] |= Spread((ulong)((axis[i] - low) * scale)) << d;
            }
        }

        for (var i = 0; i < Order.Length; i++)
        {
            Order[i] = i;
        }
    }

    // Zeros between the bits: one in the plane, two in space.
    private ulong Spread(ulong bits)
    {
        if (_dimensions == 2)
        {
            bits = (bits | (bits << 8)) & 0x00FF00FF;
            bits = (bits | (bits << 4)) & 0x0F0F0F0F;
            bits = (bits | (bits << 2)) & 0x33333333;
            return (bits | (bits << 1)) & 0x55555555;
        }

        bits = (bits | (bits << 16)) & 0x0000FF0000FF;
        bits = (bits | (bits << 8)) & 0x00F00F00F00F;
        bits = (bits | (bits << 4)) & 0x0C30C30C30C3;
        return (bits | (bits << 2)) & 0x249249249249;
    }

    private void Add(int first, int size, int shift)
    {
        // A cell whose points all lie in one of its parts is that part.
        while (size > LeafPoints && shift >= 0 && Part(first, shift) == Part(first + size - 1, shift))
        {
            shift -= _dimensions;
        }

        var cell = CellCount++;
        Low.AsSpan(cell * _dimensions, _dimensions).Fill(double.PositiveInfinity);
        High.AsSpan(cell * _dimensions, _dimensions).Fill(double.NegativeInfinity);
        _sums.AsSpan(cell * _dimensions, _dimensions).Clear();
        if (size <= LeafPoints || shift < 0)
        {
            Leaves[LeafCount++] = cell;
            Measure(cell, first, size);
        }
        else
        {
            for (int from = first, end = first + size; from < end;)
            {
                var to = from + 1;
                while (to < end && Part(to, shift) == Part(from, shift))
                {
                    to++;
                }

                var child = CellCount;
                Add(from, to - from, shift - _dimensions);
                Join(cell, child);
                from = to;
            }
        }

        Close(cell, first, size);
    }

    private int Part(int point, int shift) => (int)(_keys[point] >> shift) & ((1 << _dimensions) - 1);

    private void Measure(int cell, int first, int size)
    {
        for (var d = 0; d < _dimensions; d++)
        {
            var at = (cell * _dimensions) + d;
            foreach (var value in Sorted.Axis(d).Slice(first, size))
            {
                _sums[at] += value;
                Low[at] = Math.Min(Low[at], value);
                High[at] = Math.Max(High[at], value);
            }
        }
    }

    private void Join(int cell, int child)
    {
        for (var d = 0; d < _dimensions; d++)
        {
            var (at, from) = ((cell * _dimensions) + d, (child * _dimensions) + d);
            _sums[at] += _sums[from];
            Low[at] = Math.Min(Low[at], Low[from]);
            High[at] = Math.Max(High[at], High[from]);
        }
    }

    private void Close(int cell, int first, int size)
    {
        var (at, width) = (cell * _dimensions, 0.0);
        for (var d = at; d < at + _dimensions; d++)
        {
            width = Math.Max(width, High[d] - Low[d]);
        }

        // The centre of points at one place is that place, whatever their sum was rounded to.
        var sums = width == 0 ? Low : _sums;
        var count = width == 0 ? 1 : size;
        Cells[cell] = new PointCell
        {
            X = sums[at] / count,
            Y = sums[at + 1] / count,
            Z = _dimensions == 3 ? sums[at + 2] / count : 0,
            SquaredReach = width == 0 ? -1 : width / _angle * (width / _angle),
            First = first,
            Size = size,
            Next = CellCount,
        };
    }
}
