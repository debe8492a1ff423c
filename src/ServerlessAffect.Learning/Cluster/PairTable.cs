using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The distance of every pair of places once, but for the few within a panel, which stand twice.</summary>
/// <remarks>
/// Places come in panels of eight. A panel holds a line of eight numbers, one cache line, for every place before its end: how far each of the eight is from that place. Of the distances
/// of one place, those from later ones are thus side by side eight by eight, where a condensed table has each in a cache line (and often a page) of its own, and those from earlier
/// ones stand in lines that follow each other. n (n + 8) / 2 numbers at most, for n a multiple of eight.
/// </remarks>
internal sealed class PairTable
{
    private const int Lanes = PackedRows.Lanes;
    private const int BlockPanels = 8;
    private const int BlockLines = 64;

    private readonly double[] _values;

    private PairTable(int places) => (Places, _values) = (places, GC.AllocateUninitializedArray<double>((int)(Bytes(places) / sizeof(double))));

    /// <summary>How many there are; falls when some are closed up.</summary>
    internal int Places { get; private set; }

    private int Panels => (Places + Lanes - 1) / Lanes;

    /// <param name="place">The later one.</param>
    /// <param name="other">The earlier one.</param>
    internal double this[int place, int other] => _values[Line(place / Lanes, other) + (place % Lanes)];

    internal static long Bytes(int places) => 4L * Lanes * ((places + Lanes - 1) / Lanes) * (((places + Lanes - 1) / Lanes) + 1) * sizeof(double);

    /// <param name="x">[rows, columns]; a place for each.</param>
    /// <param name="metric">Cosine distances are computed as SciPy computes them, to the bit.</param>
    /// <param name="squared">Leaves the root of Euclidean distances out; means nothing for others.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    internal static PairTable Of(DenseMatrix x, AgglomerativeMetric metric, bool squared, int parallelism, CancellationToken cancellationToken)
    {
        var table = new PairTable(x.Rows);
        var rows = PackedRows.Of(x);
        var lengths = metric == AgglomerativeMetric.Cosine ? Lengths(x) : [];
        RowBlocks.Run(table.Panels, BlockPanels, parallelism, (_, first, count) =>
        {
            // Some rows stay in the first cache while all panels of the block meet them.
            for (var block = 0; block < Math.Min(x.Rows, (first + count) * Lanes); block += BlockLines)
            {
                for (var panel = first; panel < first + count; panel++)
                {
                    var end = Math.Min(Math.Min(x.Rows, (panel + 1) * Lanes), block + BlockLines);
                    for (var row = block; row < end; row += PackedRows.Together)
                    {
                        var together = Math.Min(PackedRows.Together, end - row);
                        var lines = table._values.AsSpan((int)Line(panel, row), PackedRows.Together * Lanes);
                        if (metric == AgglomerativeMetric.Cosine)
                        {
                            rows.Products(panel, x, row, together, lines);
                            ToCosine(lines, lengths.AsSpan(row, together), lengths.AsSpan(panel * Lanes));
                        }
                        else
                        {
                            rows.SquaredDistances(panel, x, row, together, lines);
                            Root(squared ? [] : lines);
                        }
                    }
                }
            }
        }, cancellationToken);
        return table;
    }

    /// <summary>√x·x of every row, summed column after column.</summary>
    /// <exception cref="AffectException">A row is all zeros.</exception>
    internal static double[] Lengths(DenseMatrix x)
    {
        var lengths = new double[x.Rows];
        for (var i = 0; i < lengths.Length; i++)
        {
            foreach (var value in x.Row(i))
            {
                lengths[i] += value * value;
            }

            lengths[i] = lengths[i] > 0
                ? Math.Sqrt(lengths[i])
                : throw new AffectException(ErrorCodes.InvalidData, $"Row {i} (counted from 0) is all zeros and has no direction for cosine distances. Leave it out or use Euclidean distances.");
        }

        return lengths;
    }

    /// <summary>The nearest place of every place and how far it is; a later one of equally near ones may stand for an earlier one.</summary>
    internal void FindNearest(Span<int> nearest, Span<double> distances, CancellationToken cancellationToken)
    {
        distances.Fill(double.PositiveInfinity);
        Span<double> found = stackalloc double[2 * Lanes];
        for (var panel = 0; panel < Panels; panel++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = panel * Lanes;
            var count = Math.Min(Lanes, Places - first);
            var (low, high) = (Vector256.Create(double.PositiveInfinity), Vector256.Create(double.PositiveInfinity));
            var (lowAt, highAt) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (var other = 0; other < first; other++)
            {
                ref var line = ref _values[Line(panel, other)];
                var (left, right) = (Vector256.LoadUnsafe(ref line), Vector256.LoadUnsafe(ref line, 4));
                var at = Vector256.Create((double)other);
                lowAt = Vector256.ConditionalSelect(Vector256.LessThan(left, low), at, lowAt);
                low = Vector256.Min(left, low);
                highAt = Vector256.ConditionalSelect(Vector256.LessThan(right, high), at, highAt);
                high = Vector256.Min(right, high);
                if (Vector256.LessThanAny(Vector256.Min(left, right), Vector256.Create(distances[other])))
                {
                    Improve(panel, first, count, other, nearest, distances);
                }
            }

            low.CopyTo(found);
            high.CopyTo(found[4..]);
            lowAt.CopyTo(found[8..]);
            highAt.CopyTo(found[12..]);
            for (var i = 0; i < count; i++)
            {
                (nearest[first + i], distances[first + i]) = ((int)found[Lanes + i], found[i]);
            }

            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++)
                {
                    if (i != j && _values[Line(panel, first + j) + i] < distances[first + i])
                    {
                        (nearest[first + i], distances[first + i]) = (first + j, _values[Line(panel, first + j) + i]);
                    }
                }
            }
        }
    }

    /// <summary>The distances of a place from all; infinite from itself. As long as whole panels; what stands past <see cref="Places"/> means nothing.</summary>
    internal void Gather(int place, double[] to)
    {
        var panel = place / Lanes;
        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), Line(panel, 0) + (place % Lanes));
        for (var other = 0; other < panel * Lanes; other++)
        {
            to[other] = from;
            from = ref Unsafe.Add(ref from, Lanes);
        }

        ref var line = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), Line(panel, place));
        for (; panel < Panels; panel++)
        {
            Vector256.LoadUnsafe(ref line).CopyTo(to, panel * Lanes);
            Vector256.LoadUnsafe(ref line, 4).CopyTo(to, (panel * Lanes) + 4);
            line = ref Unsafe.Add(ref line, (nint)Lanes * Lanes * (panel + 1));
        }

        to[place] = double.PositiveInfinity;
    }

    /// <summary>What <see cref="Gather"/> reads, written.</summary>
    internal void Scatter(int place, double[] from)
    {
        var panel = place / Lanes;
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), Line(panel, 0) + (place % Lanes));
        for (var other = 0; other < (panel + 1) * Lanes; other++)
        {
            to = from[other];
            to = ref Unsafe.Add(ref to, Lanes);
        }

        ref var line = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), Line(panel, place));
        for (; panel < Panels; panel++)
        {
            Vector256.Create(from, panel * Lanes).StoreUnsafe(ref line);
            Vector256.Create(from, (panel * Lanes) + 4).StoreUnsafe(ref line, 4);
            line = ref Unsafe.Add(ref line, (nint)Lanes * Lanes * (panel + 1));
        }
    }

    /// <summary>Leaves some places only, which move to the front.</summary>
    /// <param name="kept">In ascending order.</param>
    internal void CloseUp(ReadOnlySpan<int> kept)
    {
        // No number is overwritten before it was read: what moves to a line comes from this line or later ones.
        Span<double> line = stackalloc double[Lanes];
        Span<int> starts = stackalloc int[Lanes];
        for (var panel = 0; panel * Lanes < kept.Length; panel++)
        {
            var first = panel * Lanes;
            var count = Math.Min(Lanes, kept.Length - first);
            for (var i = 0; i < count; i++)
            {
                starts[i] = (int)Line(kept[first + i] / Lanes, 0) + (kept[first + i] % Lanes);
            }

            for (var other = 0; other < first + count; other++)
            {
                var at = kept[other] * Lanes;
                for (var i = 0; i < count; i++)
                {
                    line[i] = other < first || kept[other] / Lanes <= kept[first + i] / Lanes ? _values[starts[i] + at] : this[kept[other], kept[first + i]];
                }

                line.CopyTo(_values.AsSpan((int)Line(panel, other)));
            }
        }

        Places = kept.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Line(nint panel, nint place) => (Lanes * Lanes / 2 * panel * (panel + 1)) + (place * Lanes);

    private static void ToCosine(Span<double> lines, ReadOnlySpan<double> lengths, ReadOnlySpan<double> panelLengths)
    {
        for (var r = 0; r < lengths.Length; r++)
        {
            for (var lane = 0; lane < Math.Min(Lanes, panelLengths.Length); lane++)
            {
                ref var value = ref lines[(r * Lanes) + lane];
                value = 1 - Math.Clamp(value / (lengths[r] * panelLengths[lane]), -1, 1);
            }
        }
    }

    private static void Root(Span<double> values)
    {
        for (var i = 0; i < values.Length; i += 4)
        {
            Vector256.Sqrt(Vector256.LoadUnsafe(ref values[i])).StoreUnsafe(ref values[i]);
        }
    }

    private void Improve(int panel, int first, int count, int other, Span<int> nearest, Span<double> distances)
    {
        for (var i = 0; i < count; i++)
        {
            if (_values[Line(panel, other) + i] < distances[other])
            {
                (nearest[other], distances[other]) = (first + i, _values[Line(panel, other) + i]);
            }
        }
    }
}
