using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>S += A Bᵀ, lower half and a little above it, for rows of one length that is a multiple of four: four rows by three at a time.</summary>
internal static class WeightedScatter
{
    /// <param name="a">[columns, length].</param>
    /// <param name="b">[columns, length].</param>
    /// <param name="s">[columns, columns].</param>
    internal static void Add(DenseMatrix a, DenseMatrix b, DenseMatrix s)
    {
        var n = a.Rows;
        for (var i = 0; i < n; i += 4)
        {
            var last = Math.Min(i + 4, n);
            for (var j = 0; j < last; j += 3)
            {
                if (i + 4 <= n && j + 3 <= n)
                {
                    FourByThree(a, i, b, j, s);
                    continue;
                }

                for (var r = i; r < last; r++)
                {
                    for (var c = j; c < Math.Min(j + 3, n); c++)
                    {
                        One(a.Row(r), b.Row(c), ref s.Row(r)[c]);
                    }
                }
            }
        }
    }

    private static void FourByThree(DenseMatrix a, int i, DenseMatrix b, int j, DenseMatrix s)
    {
        nint length = a.Columns;
        ref var a0 = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a.Values), i * length);
        ref var a1 = ref Unsafe.Add(ref a0, length);
        ref var a2 = ref Unsafe.Add(ref a1, length);
        ref var a3 = ref Unsafe.Add(ref a2, length);
        ref var b0 = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b.Values), j * length);
        ref var b1 = ref Unsafe.Add(ref b0, length);
        ref var b2 = ref Unsafe.Add(ref b1, length);
        var (s00, s01, s02) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s10, s11, s12) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s20, s21, s22) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s30, s31, s32) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint k = 0; k < (nuint)length; k += 4)
        {
            var (y0, y1, y2) = (Vector256.LoadUnsafe(ref b0, k), Vector256.LoadUnsafe(ref b1, k), Vector256.LoadUnsafe(ref b2, k));
            var x = Vector256.LoadUnsafe(ref a0, k);
            s00 = Vector256.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector256.FusedMultiplyAdd(x, y1, s01);
            s02 = Vector256.FusedMultiplyAdd(x, y2, s02);
            x = Vector256.LoadUnsafe(ref a1, k);
            s10 = Vector256.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector256.FusedMultiplyAdd(x, y1, s11);
            s12 = Vector256.FusedMultiplyAdd(x, y2, s12);
            x = Vector256.LoadUnsafe(ref a2, k);
            s20 = Vector256.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector256.FusedMultiplyAdd(x, y1, s21);
            s22 = Vector256.FusedMultiplyAdd(x, y2, s22);
            x = Vector256.LoadUnsafe(ref a3, k);
            s30 = Vector256.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector256.FusedMultiplyAdd(x, y1, s31);
            s32 = Vector256.FusedMultiplyAdd(x, y2, s32);
        }

        Add(s00, s01, s02, s.Row(i).Slice(j, 3));
        Add(s10, s11, s12, s.Row(i + 1).Slice(j, 3));
        Add(s20, s21, s22, s.Row(i + 2).Slice(j, 3));
        Add(s30, s31, s32, s.Row(i + 3).Slice(j, 3));
    }

    private static void Add(Vector256<double> first, Vector256<double> second, Vector256<double> third, Span<double> to)
    {
        to[0] += Vector256.Sum(first);
        to[1] += Vector256.Sum(second);
        to[2] += Vector256.Sum(third);
    }

    private static void One(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ref double to)
    {
        var sum = Vector256<double>.Zero;
        for (nuint k = 0; k < (nuint)a.Length; k += 4)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(a), k), Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(b), k), sum);
        }

        to += Vector256.Sum(sum);
    }
}
