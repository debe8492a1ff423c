using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>Products of the rows of one table with the rows of another, blocked for the caches and computed four by four rows at a time.</summary>
/// <remarks>Every element is summed in the same order wherever it stands in the tables, on however many threads and however wide the machine's vectors are, so that
/// a·b and b·a have the same bits.</remarks>
internal static class MatrixProduct
{
    private const int BlockRows = 64;
    private const int BlockDepth = 512;
    private const int Tile = 4;

    private static readonly int Lanes = Vector512<double>.Count;

    /// <summary>A Bᵀ, [a.Rows, b.Rows].</summary>
    internal static DenseMatrix TimesTransposed(DenseMatrix a, DenseMatrix b, int parallelism, CancellationToken cancellationToken)
    {
        var product = new DenseMatrix(a.Rows, b.Rows);
        RowBlocks.Run(
            a.Rows, BlockRows, parallelism, (_, first, count) => Accumulate(a, first, count, b, 0, b.Rows, a.Columns, product.Values.AsSpan(first * b.Rows), b.Rows), cancellationToken);
        return product;
    }

    /// <summary>A Bᵀ for some rows of A, into <paramref name="destination"/> [count, b.Rows].</summary>
    internal static void TimesTransposed(DenseMatrix a, int first, int count, DenseMatrix b, Span<double> destination)
    {
        destination[..(count * b.Rows)].Clear();
        Accumulate(a, first, count, b, 0, b.Rows, a.Columns, destination, b.Rows);
    }

    /// <summary>A Aᵀ, [a.Rows, a.Rows], of which half is computed and the rest mirrored.</summary>
    internal static DenseMatrix WithItself(DenseMatrix a, int parallelism, CancellationToken cancellationToken)
    {
        var product = new DenseMatrix(a.Rows, a.Rows);
        RowBlocks.Run(
            a.Rows, BlockRows, parallelism, (_, first, count) => Accumulate(a, first, count, a, 0, first + count, a.Columns, product.Values.AsSpan(first * a.Rows), a.Rows), cancellationToken);
        for (var i = 0; i < a.Rows; i++)
        {
            for (var j = i + 1; j < a.Rows; j++)
            {
                product[i, j] = product[j, i];
            }
        }

        return product;
    }

    /// <summary>destination[i, j] += Σ_k a[aFirst + i, k] b[bFirst + j, k] over the first <paramref name="depth"/> columns.</summary>
    /// <param name="stride">From one row of <paramref name="destination"/> to the next.</param>
    internal static void Accumulate(
        DenseMatrix a, int aFirst, int aCount, DenseMatrix b, int bFirst, int bCount, int depth, Span<double> destination, int stride)
    {
        var (aStride, bStride) = ((nint)a.Columns, (nint)b.Columns);
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a.Values), aFirst * aStride);
        ref var right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b.Values), bFirst * bStride);
        ref var to = ref MemoryMarshal.GetReference(destination);
        for (var from = 0; from < depth; from += BlockDepth)
        {
            var part = Math.Min(BlockDepth, depth - from);
            for (var j = 0; j < bCount; j += Tile)
            {
                ref var b0 = ref Unsafe.Add(ref right, (j * bStride) + from);
                for (var i = 0; i < aCount; i += Tile)
                {
                    ref var a0 = ref Unsafe.Add(ref left, (i * aStride) + from);
                    ref var c0 = ref Unsafe.Add(ref to, ((nint)i * stride) + j);
                    if (i + Tile <= aCount && j + Tile <= bCount)
                    {
                        FourByFour(ref a0, aStride, ref b0, bStride, part, ref c0, stride);
                    }
                    else
                    {
                        OneByOne(ref a0, Math.Min(Tile, aCount - i), aStride, ref b0, Math.Min(Tile, bCount - j), bStride, part, ref c0, stride);
                    }
                }
            }
        }
    }

    private static void OneByOne(ref double a, int rows, nint aStride, ref double b, int columns, nint bStride, nint depth, ref double c, nint cStride)
    {
        for (nint i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j++)
            {
                ref var x = ref Unsafe.Add(ref a, i * aStride);
                ref var y = ref Unsafe.Add(ref b, j * bStride);
                var sum = Vector512<double>.Zero;
                nint k = 0;
                for (; k <= depth - Lanes; k += Lanes)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x, (nuint)k), Vector512.LoadUnsafe(ref y, (nuint)k), sum);
                }

                Add(sum, ref x, ref y, k, depth, ref Unsafe.Add(ref c, (i * cStride) + j));
            }
        }
    }

    private static void FourByFour(ref double a, nint aStride, ref double b, nint bStride, nint depth, ref double c, nint cStride)
    {
        ref var a1 = ref Unsafe.Add(ref a, aStride);
        ref var a2 = ref Unsafe.Add(ref a, 2 * aStride);
        ref var a3 = ref Unsafe.Add(ref a, 3 * aStride);
        ref var b1 = ref Unsafe.Add(ref b, bStride);
        ref var b2 = ref Unsafe.Add(ref b, 2 * bStride);
        ref var b3 = ref Unsafe.Add(ref b, 3 * bStride);
        var (s00, s01, s02, s03) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s10, s11, s12, s13) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s20, s21, s22, s23) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (s30, s31, s32, s33) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        nint k = 0;
        for (; k <= depth - Lanes; k += Lanes)
        {
            var y0 = Vector512.LoadUnsafe(ref b, (nuint)k);
            var y1 = Vector512.LoadUnsafe(ref b1, (nuint)k);
            var y2 = Vector512.LoadUnsafe(ref b2, (nuint)k);
            var y3 = Vector512.LoadUnsafe(ref b3, (nuint)k);
            var x = Vector512.LoadUnsafe(ref a, (nuint)k);
            s00 = Vector512.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector512.FusedMultiplyAdd(x, y1, s01);
            s02 = Vector512.FusedMultiplyAdd(x, y2, s02);
            s03 = Vector512.FusedMultiplyAdd(x, y3, s03);
            x = Vector512.LoadUnsafe(ref a1, (nuint)k);
            s10 = Vector512.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector512.FusedMultiplyAdd(x, y1, s11);
            s12 = Vector512.FusedMultiplyAdd(x, y2, s12);
            s13 = Vector512.FusedMultiplyAdd(x, y3, s13);
            x = Vector512.LoadUnsafe(ref a2, (nuint)k);
            s20 = Vector512.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector512.FusedMultiplyAdd(x, y1, s21);
            s22 = Vector512.FusedMultiplyAdd(x, y2, s22);
            s23 = Vector512.FusedMultiplyAdd(x, y3, s23);
            x = Vector512.LoadUnsafe(ref a3, (nuint)k);
            s30 = Vector512.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector512.FusedMultiplyAdd(x, y1, s31);
            s32 = Vector512.FusedMultiplyAdd(x, y2, s32);
            s33 = Vector512.FusedMultiplyAdd(x, y3, s33);
        }

        Add(s00, ref a, ref b, k, depth, ref c);
        Add(s01, ref a, ref b1, k, depth, ref Unsafe.Add(ref c, 1));
        Add(s02, ref a, ref b2, k, depth, ref Unsafe.Add(ref c, 2));
        Add(s03, ref a, ref b3, k, depth, ref Unsafe.Add(ref c, 3));
        ref var c1 = ref Unsafe.Add(ref c, cStride);
        Add(s10, ref a1, ref b, k, depth, ref c1);
        Add(s11, ref a1, ref b1, k, depth, ref Unsafe.Add(ref c1, 1));
        Add(s12, ref a1, ref b2, k, depth, ref Unsafe.Add(ref c1, 2));
        Add(s13, ref a1, ref b3, k, depth, ref Unsafe.Add(ref c1, 3));
        ref var c2 = ref Unsafe.Add(ref c1, cStride);
        Add(s20, ref a2, ref b, k, depth, ref c2);
        Add(s21, ref a2, ref b1, k, depth, ref Unsafe.Add(ref c2, 1));
        Add(s22, ref a2, ref b2, k, depth, ref Unsafe.Add(ref c2, 2));
        Add(s23, ref a2, ref b3, k, depth, ref Unsafe.Add(ref c2, 3));
        ref var c3 = ref Unsafe.Add(ref c2, cStride);
        Add(s30, ref a3, ref b, k, depth, ref c3);
        Add(s31, ref a3, ref b1, k, depth, ref Unsafe.Add(ref c3, 1));
        Add(s32, ref a3, ref b2, k, depth, ref Unsafe.Add(ref c3, 2));
        Add(s33, ref a3, ref b3, k, depth, ref Unsafe.Add(ref c3, 3));
    }

    // The lanes in pairs, then what was left over of the rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<double> lanes, ref double x, ref double y, nint from, nint depth, ref double c)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        var sum = two.ToScalar() + two.GetElement(1);
        for (var k = from; k < depth; k++)
        {
            sum = Math.FusedMultiplyAdd(Unsafe.Add(ref x, k), Unsafe.Add(ref y, k), sum);
        }

        c += sum;
    }
}
