using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Neighbors;

/// <summary>Rows packed eight side by side, so that the distances of four rows to eight come out of one pass over the columns without sums across a vector.</summary>
/// <remarks>
/// Differences are taken before they are squared: nothing cancels, as it does in |a|² + |b|² - 2 a·b, and two equal rows are at distance 0. Columns are added one after the other
/// for every pair, so that a pair has the same bits wherever its rows stand, whichever comes first and however wide the machine's vectors are. On two ports for products
/// and two for sums it costs what the product of the rows would.
/// </remarks>
internal sealed class RowPanels
{
    /// <summary>Rows of a panel.</summary>
    internal const int Width = 8;

    /// <summary>Rows that are best asked about together.</summary>
    internal const int Tile = 4;

    private readonly double[] _values;

    /// <param name="x">[rows, columns]; copied.</param>
    internal RowPanels(DenseMatrix x)
    {
        (Columns, Count) = (x.Columns, RowBlocks.Count(x.Rows, Width));
        _values = new double[checked(Count * Width * Columns)];
        for (var row = 0; row < x.Rows; row++)
        {
            var from = x.Row(row);
            var to = _values.AsSpan((row / Width * Width * Columns) + (row % Width));
            for (var j = 0; j < from.Length; j++)
            {
                to[j * Width] = from[j];
            }
        }
    }

    internal int Columns { get; }

    /// <summary>Number of panels; the last is filled up with rows of zeros.</summary>
    internal int Count { get; }

    /// <summary>destination[i, j] = Σ_k term(from[first + i, k] - packed[firstPanel * 8 + j, k]).</summary>
    /// <param name="from">Rows of as many columns.</param>
    /// <param name="first">The first of them that is asked about.</param>
    /// <param name="rows">How many are.</param>
    /// <param name="firstPanel">The first panel that they are compared with.</param>
    /// <param name="panels">How many are.</param>
    /// <param name="destination">[rows, stride], of which panels * 8 are written in every row.</param>
    /// <param name="stride">panels * 8 at least.</param>
    internal void Sums<TTerm>(DenseMatrix from, int first, int rows, int firstPanel, int panels, Span<double> destination, int stride)
        where TTerm : struct, IDistanceTerm
    {
        nint columns = Columns;
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(from.Values), first * columns);
        ref var packed = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), firstPanel * Width * columns);
        ref var to = ref MemoryMarshal.GetReference(destination[..(((rows - 1) * stride) + (panels * Width))]);
        for (var panel = 0; panel < panels; panel++)
        {
            ref var right = ref Unsafe.Add(ref packed, panel * Width * columns);
            var i = 0;
            for (; i + Tile <= rows; i += Tile)
            {
                FourByEight<TTerm>(ref Unsafe.Add(ref left, i * columns), ref right, columns, ref Unsafe.Add(ref to, (i * stride) + (panel * Width)), stride);
            }

            for (; i < rows; i++)
            {
                OneByEight<TTerm>(ref Unsafe.Add(ref left, i * columns), ref right, columns, ref Unsafe.Add(ref to, (i * stride) + (panel * Width)));
            }
        }
    }

    private static void OneByEight<TTerm>(ref double a, ref double panel, nint columns, ref double to)
        where TTerm : struct, IDistanceTerm
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint k = 0; k < columns; k++)
        {
            var x = Vector256.Create(Unsafe.Add(ref a, k));
            low = TTerm.Add(Vector256.LoadUnsafe(ref panel, (nuint)(k * Width)) - x, low);
            high = TTerm.Add(Vector256.LoadUnsafe(ref panel, (nuint)((k * Width) + (Width / 2))) - x, high);
        }

        low.StoreUnsafe(ref to);
        high.StoreUnsafe(ref to, Width / 2);
    }

    private static void FourByEight<TTerm>(ref double a, ref double panel, nint columns, ref double to, nint stride)
        where TTerm : struct, IDistanceTerm
    {
        ref var b = ref Unsafe.Add(ref a, columns);
        ref var c = ref Unsafe.Add(ref a, 2 * columns);
        ref var d = ref Unsafe.Add(ref a, 3 * columns);
        var (lowA, lowB, lowC, lowD) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (highA, highB, highC, highD) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint k = 0; k < columns; k++)
        {
            var low = Vector256.LoadUnsafe(ref panel, (nuint)(k * Width));
            var high = Vector256.LoadUnsafe(ref panel, (nuint)((k * Width) + (Width / 2)));
            var x = Vector256.Create(Unsafe.Add(ref a, k));
            (lowA, highA) = (TTerm.Add(low - x, lowA), TTerm.Add(high - x, highA));
            x = Vector256.Create(Unsafe.Add(ref b, k));
            (lowB, highB) = (TTerm.Add(low - x, lowB), TTerm.Add(high - x, highB));
            x = Vector256.Create(Unsafe.Add(ref c, k));
            (lowC, highC) = (TTerm.Add(low - x, lowC), TTerm.Add(high - x, highC));
            x = Vector256.Create(Unsafe.Add(ref d, k));
            (lowD, highD) = (TTerm.Add(low - x, lowD), TTerm.Add(high - x, highD));
        }

        lowA.StoreUnsafe(ref to);
        highA.StoreUnsafe(ref to, Width / 2);
        to = ref Unsafe.Add(ref to, stride);
        lowB.StoreUnsafe(ref to);
        highB.StoreUnsafe(ref to, Width / 2);
        to = ref Unsafe.Add(ref to, stride);
        lowC.StoreUnsafe(ref to);
        highC.StoreUnsafe(ref to, Width / 2);
        to = ref Unsafe.Add(ref to, stride);
        lowD.StoreUnsafe(ref to);
        highD.StoreUnsafe(ref to, Width / 2);
    }
}
