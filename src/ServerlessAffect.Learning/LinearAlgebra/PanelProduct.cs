using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>C += A B for an A with few columns: the rows of B are added up, four rows of C at a time.</summary>
/// <remarks>Every element is added in the order of A's columns, wherever it stands and however wide the machine's vectors are.</remarks>
internal static class PanelProduct
{
    private const int Tile = 4;

    private static readonly int Lanes = Vector256<double>.Count;

    /// <summary>c[cFirst + i, j] += Σ_k a[aFirst + i, k] b[k, j].</summary>
    /// <param name="count">Rows of A and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C, from the first on.</param>
    internal static void Add(DenseMatrix a, int aFirst, int count, int depth, DenseMatrix b, int columns, DenseMatrix c, int cFirst)
    {
        ref var right = ref MemoryMarshal.GetArrayDataReference(b.Values);
        var i = 0;
        for (; i <= count - Tile; i += Tile)
        {
            ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a.Values), (nint)(aFirst + i) * a.Columns);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(c.Values), (nint)(cFirst + i) * c.Columns);
            FourRows(ref left, a.Columns, ref right, b.Columns, depth, columns, ref to, c.Columns);
        }

        for (; i < count; i++)
        {
            var row = c.Row(cFirst + i)[..columns];
            for (var k = 0; k < depth; k++)
            {
                ClassVector.AddScaled(b.Row(k), a[aFirst + i, k], row);
            }
        }
    }

    private static void FourRows(ref double a, nint aStride, ref double b, nint bStride, nint depth, nint columns, ref double c, nint cStride)
    {
        nint j = 0;
        for (; j <= columns - (3 * Lanes); j += 3 * Lanes)
        {
            FourByThree(ref a, aStride, ref Unsafe.Add(ref b, j), bStride, depth, ref Unsafe.Add(ref c, j), cStride);
        }

        for (; j <= columns - Lanes; j += Lanes)
        {
            FourByOne(ref a, aStride, ref Unsafe.Add(ref b, j), bStride, depth, ref Unsafe.Add(ref c, j), cStride);
        }

        for (; j < columns; j++)
        {
            for (nint r = 0; r < Tile; r++)
            {
                ref var sum = ref Unsafe.Add(ref c, (r * cStride) + j);
                for (nint k = 0; k < depth; k++)
                {
                    sum = Math.FusedMultiplyAdd(Unsafe.Add(ref a, (r * aStride) + k), Unsafe.Add(ref b, (k * bStride) + j), sum);
                }
            }
        }
    }

    private static void FourByThree(ref double a, nint aStride, ref double b, nint bStride, nint depth, ref double c, nint cStride)
    {
        var (l1, l2) = ((nuint)Lanes, (nuint)(2 * Lanes));
        ref var a1 = ref Unsafe.Add(ref a, aStride);
        ref var a2 = ref Unsafe.Add(ref a1, aStride);
        ref var a3 = ref Unsafe.Add(ref a2, aStride);
        ref var c1 = ref Unsafe.Add(ref c, cStride);
        ref var c2 = ref Unsafe.Add(ref c1, cStride);
        ref var c3 = ref Unsafe.Add(ref c2, cStride);
        var (s00, s01, s02) = (Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref c, l1), Vector256.LoadUnsafe(ref c, l2));
        var (s10, s11, s12) = (Vector256.LoadUnsafe(ref c1), Vector256.LoadUnsafe(ref c1, l1), Vector256.LoadUnsafe(ref c1, l2));
        var (s20, s21, s22) = (Vector256.LoadUnsafe(ref c2), Vector256.LoadUnsafe(ref c2, l1), Vector256.LoadUnsafe(ref c2, l2));
        var (s30, s31, s32) = (Vector256.LoadUnsafe(ref c3), Vector256.LoadUnsafe(ref c3, l1), Vector256.LoadUnsafe(ref c3, l2));
        for (nint k = 0; k < depth; k++)
        {
            ref var row = ref Unsafe.Add(ref b, k * bStride);
            var (y0, y1, y2) = (Vector256.LoadUnsafe(ref row), Vector256.LoadUnsafe(ref row, l1), Vector256.LoadUnsafe(ref row, l2));
            var x = Vector256.Create(Unsafe.Add(ref a, k));
            s00 = Vector256.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector256.FusedMultiplyAdd(x, y1, s01);
            s02 = Vector256.FusedMultiplyAdd(x, y2, s02);
            x = Vector256.Create(Unsafe.Add(ref a1, k));
            s10 = Vector256.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector256.FusedMultiplyAdd(x, y1, s11);
            s12 = Vector256.FusedMultiplyAdd(x, y2, s12);
            x = Vector256.Create(Unsafe.Add(ref a2, k));
            s20 = Vector256.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector256.FusedMultiplyAdd(x, y1, s21);
            s22 = Vector256.FusedMultiplyAdd(x, y2, s22);
            x = Vector256.Create(Unsafe.Add(ref a3, k));
            s30 = Vector256.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector256.FusedMultiplyAdd(x, y1, s31);
            s32 = Vector256.FusedMultiplyAdd(x, y2, s32);
        }

        s00.StoreUnsafe(ref c);
        s01.StoreUnsafe(ref c, l1);
        s02.StoreUnsafe(ref c, l2);
        s10.StoreUnsafe(ref c1);
        s11.StoreUnsafe(ref c1, l1);
        s12.StoreUnsafe(ref c1, l2);
        s20.StoreUnsafe(ref c2);
        s21.StoreUnsafe(ref c2, l1);
        s22.StoreUnsafe(ref c2, l2);
        s30.StoreUnsafe(ref c3);
        s31.StoreUnsafe(ref c3, l1);
        s32.StoreUnsafe(ref c3, l2);
    }

    private static void FourByOne(ref double a, nint aStride, ref double b, nint bStride, nint depth, ref double c, nint cStride)
    {
        ref var a1 = ref Unsafe.Add(ref a, aStride);
        ref var a2 = ref Unsafe.Add(ref a1, aStride);
        ref var a3 = ref Unsafe.Add(ref a2, aStride);
        ref var c1 = ref Unsafe.Add(ref c, cStride);
        ref var c2 = ref Unsafe.Add(ref c1, cStride);
        ref var c3 = ref Unsafe.Add(ref c2, cStride);
        var (s0, s1, s2, s3) = (Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref c1), Vector256.LoadUnsafe(ref c2), Vector256.LoadUnsafe(ref c3));
        for (nint k = 0; k < depth; k++)
        {
            var y = Vector256.LoadUnsafe(ref Unsafe.Add(ref b, k * bStride));
            s0 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref a, k)), y, s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref a1, k)), y, s1);
            s2 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref a2, k)), y, s2);
            s3 = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref a3, k)), y, s3);
        }

        s0.StoreUnsafe(ref c);
        s1.StoreUnsafe(ref c1);
        s2.StoreUnsafe(ref c2);
        s3.StoreUnsafe(ref c3);
    }
}
