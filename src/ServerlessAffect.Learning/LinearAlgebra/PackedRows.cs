using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>A table's rows packed in panels of eight, [panels, columns, 8], so that a few other rows meet eight of them at once.</summary>
/// <remarks>
/// Squared distances are sums of squared differences, column after column: nothing cancels, a row is exactly 0 from its double, a to b has the bits of b to a, and they do not
/// depend on where the rows stand nor on how wide the machine's vectors are, since a lane belongs to one row. The last panel is filled up with zeros.
/// </remarks>
internal sealed class PackedRows
{
    /// <summary>Rows of a panel.</summary>
    internal const int Lanes = 8;

    /// <summary>Other rows that meet a panel at once.</summary>
    internal const int Together = 4;

    private readonly double[] _values;

    /// <param name="rows">Room for so many.</param>
    /// <param name="columns">Of every row.</param>
    internal PackedRows(int rows, int columns)
    {
        (Rows, Columns, Panels) = (rows, columns, (rows + Lanes - 1) / Lanes);
        _values = new double[checked(Panels * Lanes * columns)];
    }

    internal int Rows { get; }

    internal int Columns { get; }

    internal int Panels { get; }

    internal static PackedRows Of(DenseMatrix rows)
    {
        var panels = new PackedRows(rows.Rows, rows.Columns);
        for (var i = 0; i < rows.Rows; i++)
        {
            panels.Set(i, rows.Row(i));
        }

        return panels;
    }

    internal void Set(int row, ReadOnlySpan<double> values)
    {
        ref var to = ref _values[((row / Lanes) * Columns * Lanes) + (row % Lanes)];
        for (var j = 0; j < values.Length; j++)
        {
            Unsafe.Add(ref to, j * Lanes) = values[j];
        }
    }

    /// <summary>Copies a row over another.</summary>
    internal void Move(int from, int to)
    {
        var (source, target) = (((from / Lanes) * Columns * Lanes) + (from % Lanes), ((to / Lanes) * Columns * Lanes) + (to % Lanes));
        for (var j = 0; j < Columns; j++)
        {
            _values[target + (j * Lanes)] = _values[source + (j * Lanes)];
        }
    }

    /// <summary>Squared distances of up to four rows, from <paramref name="first"/> on, to a panel: destination[r, lane], [4, 8]; those past <paramref name="count"/> mean nothing.</summary>
    internal void SquaredDistances(int panel, DenseMatrix rows, int first, int count, Span<double> destination) =>
        Meet<SquaredDifference>(panel, rows, first, count, destination);

    /// <summary>Sums of absolute differences in place of distances.</summary>
    /// <inheritdoc cref="SquaredDistances(int, DenseMatrix, int, int, Span{double})"/>
    internal void AbsoluteDifferences(int panel, DenseMatrix rows, int first, int count, Span<double> destination) =>
        Meet<AbsoluteDifference>(panel, rows, first, count, destination);

    /// <summary>Inner products in place of distances; every product is rounded before it is added.</summary>
    /// <inheritdoc cref="SquaredDistances(int, DenseMatrix, int, int, Span{double})"/>
    internal void Products(int panel, DenseMatrix rows, int first, int count, Span<double> destination) =>
        Meet<RoundedProduct>(panel, rows, first, count, destination);

    /// <summary>Squared distances of one row to some panels, [panels, 8].</summary>
    internal void SquaredDistances(int panel, int panels, ReadOnlySpan<double> row, Span<double> destination)
    {
        var columns = (nint)Columns;
        ref var a = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(destination[..(panels * Lanes)]);
        var p = 0;
        for (; p <= panels - 4; p += 4)
        {
            FourPanels(ref a, ref Panel(panel + p), columns, ref Unsafe.Add(ref to, p * Lanes));
        }

        for (; p < panels; p++)
        {
            OnePanel(ref a, ref Panel(panel + p), columns, ref Unsafe.Add(ref to, p * Lanes));
        }
    }

    private void Meet<T>(int panel, DenseMatrix rows, int first, int count, Span<double> destination)
        where T : struct, ISum
    {
        var columns = (nint)Columns;
        ref var a0 = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.Values), first * columns);
        ref var a1 = ref Unsafe.Add(ref a0, count > 1 ? columns : 0);
        ref var a2 = ref Unsafe.Add(ref a1, count > 2 ? columns : 0);
        ref var a3 = ref Unsafe.Add(ref a2, count > 3 ? columns : 0);
        ref var to = ref destination[..(Together * Lanes)][0];
        if (count > 2)
        {
            FourRows<T>(ref a0, ref a1, ref a2, ref a3, ref Panel(panel), columns, ref to);
        }
        else
        {
            TwoRows<T>(ref a0, ref a1, ref Panel(panel), columns, ref to);
        }
    }

    private ref double Panel(int panel) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), (nint)panel * Columns * Lanes);

    private static void FourRows<T>(ref double a0, ref double a1, ref double a2, ref double a3, ref double panel, nint columns, ref double to)
        where T : struct, ISum
    {
        var (s00, s01, s10, s11) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s20, s21, s30, s31) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint j = 0; j < columns; j++)
        {
            var low = Vector256.LoadUnsafe(ref panel);
            var high = Vector256.LoadUnsafe(ref panel, 4);
            panel = ref Unsafe.Add(ref panel, Lanes);
            var a = Vector256.Create(Unsafe.Add(ref a0, j));
            s00 = T.Add(a, low, s00);
            s01 = T.Add(a, high, s01);
            a = Vector256.Create(Unsafe.Add(ref a1, j));
            s10 = T.Add(a, low, s10);
            s11 = T.Add(a, high, s11);
            a = Vector256.Create(Unsafe.Add(ref a2, j));
            s20 = T.Add(a, low, s20);
            s21 = T.Add(a, high, s21);
            a = Vector256.Create(Unsafe.Add(ref a3, j));
            s30 = T.Add(a, low, s30);
            s31 = T.Add(a, high, s31);
        }

        s00.StoreUnsafe(ref to);
        s01.StoreUnsafe(ref to, 4);
        s10.StoreUnsafe(ref to, 8);
        s11.StoreUnsafe(ref to, 12);
        s20.StoreUnsafe(ref to, 16);
        s21.StoreUnsafe(ref to, 20);
        s30.StoreUnsafe(ref to, 24);
        s31.StoreUnsafe(ref to, 28);
    }

    private static void TwoRows<T>(ref double a0, ref double a1, ref double panel, nint columns, ref double to)
        where T : struct, ISum
    {
        var (s00, s01, s10, s11) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint j = 0; j < columns; j++)
        {
            var low = Vector256.LoadUnsafe(ref panel);
            var high = Vector256.LoadUnsafe(ref panel, 4);
            panel = ref Unsafe.Add(ref panel, Lanes);
            var a = Vector256.Create(Unsafe.Add(ref a0, j));
            s00 = T.Add(a, low, s00);
            s01 = T.Add(a, high, s01);
            a = Vector256.Create(Unsafe.Add(ref a1, j));
            s10 = T.Add(a, low, s10);
            s11 = T.Add(a, high, s11);
        }

        s00.StoreUnsafe(ref to);
        s01.StoreUnsafe(ref to, 4);
        s10.StoreUnsafe(ref to, 8);
        s11.StoreUnsafe(ref to, 12);
    }

    private static void FourPanels(ref double a, ref double panel, nint columns, ref double to)
    {
        ref var panel1 = ref Unsafe.Add(ref panel, columns * Lanes);
        ref var panel2 = ref Unsafe.Add(ref panel1, columns * Lanes);
        ref var panel3 = ref Unsafe.Add(ref panel2, columns * Lanes);
        var (s00, s01, s10, s11) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s20, s21, s30, s31) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint j = 0; j < columns; j++)
        {
            var x = Vector256.Create(Unsafe.Add(ref a, j));
            var at = (nuint)(j * Lanes);
            s00 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel, at), s00);
            s01 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel, at + 4), s01);
            s10 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel1, at), s10);
            s11 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel1, at + 4), s11);
            s20 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel2, at), s20);
            s21 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel2, at + 4), s21);
            s30 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel3, at), s30);
            s31 = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel3, at + 4), s31);
        }

        s00.StoreUnsafe(ref to);
        s01.StoreUnsafe(ref to, 4);
        s10.StoreUnsafe(ref to, 8);
        s11.StoreUnsafe(ref to, 12);
        s20.StoreUnsafe(ref to, 16);
        s21.StoreUnsafe(ref to, 20);
        s30.StoreUnsafe(ref to, 24);
        s31.StoreUnsafe(ref to, 28);
    }

    private static void OnePanel(ref double a, ref double panel, nint columns, ref double to)
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint j = 0; j < columns; j++)
        {
            var x = Vector256.Create(Unsafe.Add(ref a, j));
            low = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel, (nuint)(j * Lanes)), low);
            high = SquaredDifference.Add(x, Vector256.LoadUnsafe(ref panel, (nuint)(j * Lanes) + 4), high);
        }

        low.StoreUnsafe(ref to);
        high.StoreUnsafe(ref to, 4);
    }

    private interface ISum
    {
        static abstract Vector256<double> Add(Vector256<double> a, Vector256<double> b, Vector256<double> sum);
    }

    private readonly struct SquaredDifference : ISum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(Vector256<double> a, Vector256<double> b, Vector256<double> sum)
        {
            var difference = a - b;
            return Vector256.FusedMultiplyAdd(difference, difference, sum);
        }
    }

    private readonly struct AbsoluteDifference : ISum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(Vector256<double> a, Vector256<double> b, Vector256<double> sum) => sum + Vector256.Abs(a - b);
    }

    private readonly struct RoundedProduct : ISum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Add(Vector256<double> a, Vector256<double> b, Vector256<double> sum) => sum + (a * b);
    }
}
