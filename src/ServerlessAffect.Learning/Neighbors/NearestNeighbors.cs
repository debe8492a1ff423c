using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Neighbors;

/// <summary>The rows of a table that are nearest to a row, exactly, by comparing all; scikit-learn's <c>NearestNeighbors(algorithm='brute')</c>.</summary>
/// <remarks>Rows are compared in blocks of which only the nearest are kept, never in a table of every pair. The result depends neither on the number of threads nor on the machine.
/// Safe for threads.</remarks>
public sealed class NearestNeighbors
{
    private const int BlockRows = 64;
    private const int BlockPanels = 32;
    private const int BlockWidth = BlockPanels * PackedRows.Lanes;

    private readonly DenseMatrix _x;
    private readonly PairwiseDistances _distances;

    private delegate void Candidate(int asked, int row, double sum, ref double limit);

    /// <param name="x">[rows, columns] to search among; kept and copied.</param>
    /// <param name="metric">What is near.</param>
    /// <exception cref="AffectException">There is no row, or a value is not finite.</exception>
    public NearestNeighbors(DenseMatrix x, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        FiniteRows.Require(x);
        (_x, _distances) = (x, new PairwiseDistances(x, metric));
    }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    public DistanceMetric Metric => _distances.Metric;

    public int Rows => _x.Rows;

    public int Columns => _x.Columns;

    /// <summary>The nearest other rows of every row of the table.</summary>
    /// <param name="neighbors">From 1 to rows - 1.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    public NeighborTable KNeighbors(int neighbors, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neighbors, Rows);
        return Nearest(_x, neighbors, others: true, cancellationToken);
    }

    /// <summary>The nearest rows of the table of every row of <paramref name="x"/>.</summary>
    /// <param name="x">[any, columns], finite.</param>
    /// <param name="neighbors">From 1 to the rows of the table.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    /// <exception cref="AffectException">A value is not finite.</exception>
    public NeighborTable KNeighbors(DenseMatrix x, int neighbors, CancellationToken cancellationToken = default)
    {
        Require(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbors, Rows);
        return Nearest(x, neighbors, others: false, cancellationToken);
    }

    /// <summary>The other rows within a radius of every row of the table.</summary>
    /// <param name="radius">0 or more; a row at exactly this distance is within.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    /// <exception cref="AffectException">More neighbours than an array holds.</exception>
    public NeighborLists RadiusNeighbors(double radius, CancellationToken cancellationToken = default) => Within(_x, radius, others: true, cancellationToken);

    /// <summary>The rows of the table within a radius of every row of <paramref name="x"/>: itself too, where it is one of them.</summary>
    /// <param name="x">[any, columns], finite.</param>
    /// <param name="radius">0 or more; a row at exactly this distance is within.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    /// <exception cref="AffectException">A value is not finite, or more neighbours than an array holds.</exception>
    public NeighborLists RadiusNeighbors(DenseMatrix x, double radius, CancellationToken cancellationToken = default)
    {
        Require(x);
        return Within(x, radius, others: false, cancellationToken);
    }

    private NeighborTable Nearest(DenseMatrix x, int neighbors, bool others, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        var (rows, distances) = (new int[checked(x.Rows * neighbors)], new double[x.Rows * neighbors]);
        Scan(x, double.PositiveInfinity, (first, count) =>
        {
            var counts = new int[count];
            return (int asked, int row, double sum, ref double limit) =>
            {
                if (others && asked == row)
                {
                    return;
                }

                var heap = new NearestHeap(rows.AsSpan(asked * neighbors, neighbors), distances.AsSpan(asked * neighbors, neighbors));
                var (distance, kept) = (_distances.Distance(sum), counts[asked - first]);
                if (kept < neighbors)
                {
                    heap.Push(kept, row, distance);
                    counts[asked - first]++;
                }
                else if (distance < heap.Farthest)
                {
                    heap.ReplaceFarthest(neighbors, row, distance);
                }

                if (kept + 1 >= neighbors)
                {
                    limit = _distances.Limit(heap.Farthest);
                }
            };
        }, cancellationToken);
        for (var i = 0; i < x.Rows; i++)
        {
            new NearestHeap(rows.AsSpan(i * neighbors, neighbors), distances.AsSpan(i * neighbors, neighbors)).Sort();
        }

        return new NeighborTable(neighbors, rows, distances);
    }

    private NeighborLists Within(DenseMatrix x, double radius, bool others, CancellationToken cancellationToken)
    {
        if (!(radius >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "Expected a radius of 0 or more.");
        }

        var found = new List<(int Row, double Distance)>[x.Rows];
        Scan(x, _distances.Limit(radius), (first, count) =>
        {
            for (var i = first; i < first + count; i++)
            {
                found[i] = [];
            }

            return (int asked, int row, double sum, ref double limit) =>
            {
                var distance = _distances.Distance(sum);
                if (distance <= radius && !(others && asked == row))
                {
                    found[asked].Add((row, distance));
                }
            };
        }, cancellationToken);
        var total = found.Sum(list => (long)list.Count);
        if (total > Array.MaxLength)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Within {radius} of the rows there are {total} neighbours, more than can be listed ({Array.MaxLength}). Choose a smaller radius.");
        }

        var (starts, rows, distances) = (new int[x.Rows + 1], new int[total], new double[total]);
        for (var i = 0; i < x.Rows; i++)
        {
            var at = starts[i];
            foreach (var (row, distance) in CollectionsMarshal.AsSpan(found[i]))
            {
                rows[at] = row;
                distances[at++] = distance;
            }

            starts[i + 1] = at;
        }

        return new NeighborLists(starts, rows, distances);
    }

    // Hands on every pair whose sum is not above the limit of its row, rows of the table in ascending order.
    private void Scan(DenseMatrix x, double startingLimit, Func<int, int, Candidate> begin, CancellationToken cancellationToken)
    {
        var prepared = _distances.Prepare(x);
        RowBlocks.Run(x.Rows, BlockRows, Parallelism, (_, first, count) =>
        {
            var candidate = begin(first, count);
            var (limits, sums) = (new double[count], new double[PackedRows.Together * BlockWidth]);
            Array.Fill(limits, startingLimit);
            for (var panel = 0; panel < _distances.Panels; panel += BlockPanels)
            {
                var panels = Math.Min(BlockPanels, _distances.Panels - panel);
                var (from, length) = (panel * PackedRows.Lanes, Math.Min(panels * PackedRows.Lanes, Rows - (panel * PackedRows.Lanes)));
                for (var i = 0; i < count; i += PackedRows.Together)
                {
                    var asked = Math.Min(PackedRows.Together, count - i);
                    _distances.Sums(prepared, first + i, asked, panel, panels, sums, BlockWidth);
                    for (var t = 0; t < asked; t++)
                    {
                        Choose(first + i + t, from, sums.AsSpan(t * BlockWidth, length), ref limits[i + t], candidate);
                    }
                }
            }
        }, cancellationToken);
    }

    private static void Choose(int asked, int from, ReadOnlySpan<double> sums, ref double limit, Candidate candidate)
    {
        ref var start = ref MemoryMarshal.GetReference(sums);
        var j = 0;
        for (; j <= sums.Length - Vector256<double>.Count; j += Vector256<double>.Count)
        {
            if (Vector256.LessThanOrEqualAny(Vector256.LoadUnsafe(ref start, (nuint)j), Vector256.Create(limit)))
            {
                for (var k = j; k < j + Vector256<double>.Count; k++)
                {
                    if (sums[k] <= limit)
                    {
                        candidate(asked, from + k, sums[k], ref limit);
                    }
                }
            }
        }

        for (; j < sums.Length; j++)
        {
            if (sums[j] <= limit)
            {
                candidate(asked, from + j, sums[j], ref limit);
            }
        }
    }

    private void Require(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Columns)
        {
            throw new ArgumentException($"Expected rows of {Columns} columns; got {x.Columns}.", nameof(x));
        }

        FiniteRows.Require(x, least: 0);
    }
}
