using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>Plane rotations of neighbouring rows, kept until there are many, then applied to some columns at a time that stay in the cache.</summary>
internal sealed class RotationSweeps(DenseMatrix rows, int parallelism, CancellationToken cancellationToken)
{
    private const int Kept = 1 << 16;
    private const int Width = 16;

    private readonly List<(int First, int Count, int At)> _sweeps = [];
    private readonly List<(double Cosine, double Sine)> _rotations = [];

    /// <summary>A sweep begins.</summary>
    internal void Begin()
    {
        if (_rotations.Count >= Kept)
        {
            Apply();
        }

        _sweeps.Add((0, 0, _rotations.Count));
    }

    /// <summary>Row i + 1 becomes sine · row i + cosine · row i + 1, row i becomes cosine · row i - sine · row i + 1; in a sweep i falls by one each time.</summary>
    internal void Add(int i, double cosine, double sine)
    {
        _rotations.Add((cosine, sine));
        ref var sweep = ref CollectionsMarshal.AsSpan(_sweeps)[^1];
        sweep = (i, sweep.Count + 1, sweep.At);
    }

    /// <summary>Applies what was kept.</summary>
    internal void Apply()
    {
        RowBlocks.Run(rows.Columns, Width, parallelism, (_, first, count) => ApplyToColumns(first, count), cancellationToken);
        _sweeps.Clear();
        _rotations.Clear();
    }

    private void ApplyToColumns(int first, int count)
    {
        var columns = new double[rows.Rows * Width];
        for (var i = 0; i < rows.Rows; i++)
        {
            rows.Row(i).Slice(first, count).CopyTo(columns.AsSpan(i * Width));
        }

        var rotations = CollectionsMarshal.AsSpan(_rotations);
        foreach (var (low, turns, at) in CollectionsMarshal.AsSpan(_sweeps))
        {
            if (turns > 0)
            {
                Sweep(ref columns[low * Width], rotations.Slice(at, turns));
            }
        }

        for (var i = 0; i < rows.Rows; i++)
        {
            columns.AsSpan(i * Width, count).CopyTo(rows.Row(i).Slice(first, count));
        }
    }

    // The row that two rotations share stays in registers.
    private static void Sweep(ref double low, ReadOnlySpan<(double Cosine, double Sine)> rotations)
    {
        nuint lanes = 4;
        ref var below = ref Unsafe.Add(ref low, rotations.Length * Width);
        var (c0, c1) = (Vector256.LoadUnsafe(ref below), Vector256.LoadUnsafe(ref below, lanes));
        var (c2, c3) = (Vector256.LoadUnsafe(ref below, 2 * lanes), Vector256.LoadUnsafe(ref below, 3 * lanes));
        foreach (var (cosine, sine) in rotations)
        {
            ref var above = ref Unsafe.Subtract(ref below, Width);
            var (c, s) = (Vector256.Create(cosine), Vector256.Create(sine));
            var x = Vector256.LoadUnsafe(ref above);
            Vector256.FusedMultiplyAdd(s, x, c * c0).StoreUnsafe(ref below);
            c0 = Vector256.FusedMultiplyAdd(-s, c0, c * x);
            x = Vector256.LoadUnsafe(ref above, lanes);
            Vector256.FusedMultiplyAdd(s, x, c * c1).StoreUnsafe(ref below, lanes);
            c1 = Vector256.FusedMultiplyAdd(-s, c1, c * x);
            x = Vector256.LoadUnsafe(ref above, 2 * lanes);
            Vector256.FusedMultiplyAdd(s, x, c * c2).StoreUnsafe(ref below, 2 * lanes);
            c2 = Vector256.FusedMultiplyAdd(-s, c2, c * x);
            x = Vector256.LoadUnsafe(ref above, 3 * lanes);
            Vector256.FusedMultiplyAdd(s, x, c * c3).StoreUnsafe(ref below, 3 * lanes);
            c3 = Vector256.FusedMultiplyAdd(-s, c3, c * x);
            below = ref above;
        }

        c0.StoreUnsafe(ref below);
        c1.StoreUnsafe(ref below, lanes);
        c2.StoreUnsafe(ref below, 2 * lanes);
        c3.StoreUnsafe(ref below, 3 * lanes);
    }
}
