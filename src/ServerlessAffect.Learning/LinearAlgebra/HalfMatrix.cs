using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>A symmetric matrix by its lower half.</summary>
internal static class HalfMatrix
{
    private const int Tile = 4;

    private static readonly int Lanes = Vector256<double>.Count;

    /// <summary>y = A x for the first x.Length rows and columns; every element of the half is read once. The bits do not depend on the machine's vectors.</summary>
    internal static void Times(DenseMatrix a, ReadOnlySpan<double> x, Span<double> y)
    {
        var n = x.Length;
        y[..n].Clear();
        var i = 0;
        for (; i <= n - Tile; i += Tile)
        {
            FourRows(a, i, x, y);
        }

        for (; i < n; i++)
        {
            Triangle(a, i, 0, i, x, y);
        }
    }

    private static void FourRows(DenseMatrix a, int i, ReadOnlySpan<double> x, Span<double> y)
    {
        nint stride = a.Columns;
        ref var a0 = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a.Values), i * stride);
        ref var a1 = ref Unsafe.Add(ref a0, stride);
        ref var a2 = ref Unsafe.Add(ref a1, stride);
        ref var a3 = ref Unsafe.Add(ref a2, stride);
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var (x0, x1, x2, x3) = (Vector256.Create(x[i]), Vector256.Create(x[i + 1]), Vector256.Create(x[i + 2]), Vector256.Create(x[i + 3]));
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);

        // i is a multiple of the lanes: no tail.
        for (nuint c = 0; c < (nuint)i; c += (nuint)Lanes)
        {
            var value = Vector256.LoadUnsafe(ref from, c);
            var sum = Vector256.LoadUnsafe(ref to, c);
            var part = Vector256.LoadUnsafe(ref a0, c);
            s0 = Vector256.FusedMultiplyAdd(part, value, s0);
            sum = Vector256.FusedMultiplyAdd(part, x0, sum);
            part = Vector256.LoadUnsafe(ref a1, c);
            s1 = Vector256.FusedMultiplyAdd(part, value, s1);
            sum = Vector256.FusedMultiplyAdd(part, x1, sum);
            part = Vector256.LoadUnsafe(ref a2, c);
            s2 = Vector256.FusedMultiplyAdd(part, value, s2);
            sum = Vector256.FusedMultiplyAdd(part, x2, sum);
            part = Vector256.LoadUnsafe(ref a3, c);
            s3 = Vector256.FusedMultiplyAdd(part, value, s3);
            sum = Vector256.FusedMultiplyAdd(part, x3, sum);
            sum.StoreUnsafe(ref to, c);
        }

        y[i] += Vector256.Sum(s0);
        y[i + 1] += Vector256.Sum(s1);
        y[i + 2] += Vector256.Sum(s2);
        y[i + 3] += Vector256.Sum(s3);
        for (var r = i; r < i + Tile; r++)
        {
            Triangle(a, r, i, r, x, y);
        }
    }

    // Row i from a column on, up to the diagonal.
    private static void Triangle(DenseMatrix a, int i, int from, int to, ReadOnlySpan<double> x, Span<double> y)
    {
        var row = a.Row(i);
        for (var c = from; c < to; c++)
        {
            y[i] = Math.FusedMultiplyAdd(row[c], x[c], y[i]);
            y[c] = Math.FusedMultiplyAdd(row[c], x[i], y[c]);
        }

        y[i] = Math.FusedMultiplyAdd(row[i], x[i], y[i]);
    }
}
