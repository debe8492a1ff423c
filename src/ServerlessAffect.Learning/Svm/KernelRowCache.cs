using ServerlessAffect.Learning.Kernels;

namespace ServerlessAffect.Learning.Svm;

/// <summary>Rows of Q_ij = y_i y_j k(x_i, x_j) of one binary problem, kept as long as there is room; the one asked for longest ago goes first.</summary>
/// <remarks>The solver reorders its rows while it shrinks; what is kept is reordered with them.</remarks>
internal sealed class KernelRowCache
{
    private readonly KernelRows _source;
    private readonly int[] _rows;
    private readonly sbyte[] _signs;
    private readonly double[]?[] _kept;
    private readonly long[] _asked;
    private readonly int _capacity;
    private int _count;
    private long _clock;

    /// <param name="source">Kernel values of all training rows.</param>
    /// <param name="rows">The training rows of this problem; reordered here and by nobody else.</param>
    /// <param name="signs">1 or -1 for each; shared with the solver, which reorders them.</param>
    /// <param name="bytes">Room; two rows are kept at least.</param>
    internal KernelRowCache(KernelRows source, int[] rows, sbyte[] signs, long bytes)
    {
        (_source, _rows, _signs) = (source, rows, signs);
        (_kept, _asked) = (new double[rows.Length][], new long[rows.Length]);
        _capacity = (int)Math.Clamp(bytes / (8L * rows.Length), 2, rows.Length);
    }

    /// <summary>The row at a position, all columns.</summary>
    internal double[] Get(int position)
    {
        _asked[position] = ++_clock;
        if (_kept[position] is { } known)
        {
            return known;
        }

        var row = _count < _capacity ? new double[_rows.Length] : TakeOldest();
        _count++;
        _source.Fill(_rows[position], _rows, row);
        var own = _signs[position];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] *= own * _signs[j];
        }

        _kept[position] = row;
        return row;
    }

    internal double Diagonal(int position) => _source.Diagonal(_rows[position]);

    internal void Swap(int a, int b)
    {
        (_rows[a], _rows[b]) = (_rows[b], _rows[a]);
        (_kept[a], _kept[b]) = (_kept[b], _kept[a]);
        (_asked[a], _asked[b]) = (_asked[b], _asked[a]);
        foreach (var row in _kept)
        {
            if (row is not null)
            {
                (row[a], row[b]) = (row[b], row[a]);
            }
        }
    }

    private double[] TakeOldest()
    {
        var oldest = -1;
        for (var i = 0; i < _kept.Length; i++)
        {
            if (_kept[i] is not null && (oldest < 0 || _asked[i] < _asked[oldest]))
            {
                oldest = i;
            }
        }

        var row = _kept[oldest]!;
        _kept[oldest] = null;
        _count--;
        return row;
    }
}
