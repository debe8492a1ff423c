using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Responsibilities and availabilities of all pairs, row by row: a row's availabilities of the last iteration and its responsibilities of this one come out of one pass.</summary>
/// <remarks>Sums of columns are made in blocks of rows whose size depends on the number of rows alone, and added in the blocks' order.</remarks>
internal sealed class AffinityMessages
{
    private const int Lanes = 4;

    private readonly DenseMatrix _similarities;
    private readonly DenseMatrix _responsibilities;
    private readonly DenseMatrix _availabilities;
    private readonly double[] _ownAvailability;
    private readonly double[] _support;
    private readonly double[][] _blockSupport;
    private readonly int _blockRows;
    private readonly double _damping;
    private readonly int _parallelism;
    private double[] _ownResponsibility;
    private double[] _nextOwn;
    private bool _first = true;

    internal AffinityMessages(DenseMatrix similarities, double damping, int parallelism)
    {
        var n = similarities.Rows;
        (_similarities, _damping, _parallelism) = (similarities, damping, parallelism);
        (_responsibilities, _availabilities) = (new DenseMatrix(n, n), new DenseMatrix(n, n));
        (_ownResponsibility, _nextOwn, _ownAvailability, _support) = (new double[n], new double[n], new double[n], new double[n]);
        _blockRows = Math.Max(64, (n + 63) / 64);
        _blockSupport = new double[RowBlocks.Count(n, _blockRows)][];
    }

    /// <summary>[rows], of the last exchange; a new array each time.</summary>
    internal bool[] Exemplars { get; private set; } = [];

    /// <summary>One iteration.</summary>
    internal void Exchange(CancellationToken cancellationToken)
    {
        var n = _similarities.Rows;
        RowBlocks.Run(n, _blockRows, _parallelism, (block, first, count) =>
        {
            var support = _blockSupport[block] ??= new double[n];
            support.AsSpan().Clear();
            for (var i = first; i < first + count; i++)
            {
                Row(i, support);
            }
        }, cancellationToken);
        _first = false;
        (_ownResponsibility, _nextOwn) = (_nextOwn, _ownResponsibility);
        _support.AsSpan().Clear();
        foreach (var support in _blockSupport)
        {
            ClassVector.AddScaled(support, 1, _support);
        }

        var exemplars = new bool[n];
        for (var k = 0; k < n; k++)
        {
            _ownAvailability[k] = (_damping * _ownAvailability[k]) + ((1 - _damping) * _support[k]);
            exemplars[k] = _ownAvailability[k] + _ownResponsibility[k] > 0;
        }

        Exemplars = exemplars;
    }

    // _support holds, of the last iteration, what others said in favour of a row; the row's own word is kept apart.
    private void Row(int i, double[] support)
    {
        var s = _similarities.Row(i);
        var r = _responsibilities.Row(i);
        var a = _availabilities.Row(i);
        if (!_first)
        {
            Availabilities(r, a);
            a[i] = _ownAvailability[i];
        }

        var (best, at, second) = TwoLargest(s, a);
        var favoured = r[at];
        Responsibilities(s, r, best, support);
        var atBest = (_damping * favoured) + ((1 - _damping) * (s[at] - second));
        support[at] += Math.Max(atBest, 0) - Math.Max(r[at], 0);
        r[at] = atBest;
        support[i] -= Math.Max(r[i], 0);
        _nextOwn[i] = r[i];
    }

    // a ← damping a + (1 - damping) min(0, own r + support - max(r, 0)).
    private void Availabilities(Span<double> r, Span<double> a)
    {
        ref var from = ref MemoryMarshal.GetReference(r);
        ref var to = ref MemoryMarshal.GetReference(a);
        ref var own = ref MemoryMarshal.GetArrayDataReference(_ownResponsibility);
        ref var others = ref MemoryMarshal.GetArrayDataReference(_support);
        var (keep, take) = (Vector256.Create(_damping), Vector256.Create(1 - _damping));
        nuint k = 0;
        for (; k + Lanes <= (nuint)r.Length; k += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref own, k) + (Vector256.LoadUnsafe(ref others, k) - Vector256.Max(Vector256.LoadUnsafe(ref from, k), Vector256<double>.Zero));
            ((keep * Vector256.LoadUnsafe(ref to, k)) + (take * Vector256.Min(sum, Vector256<double>.Zero))).StoreUnsafe(ref to, k);
        }

        for (; k < (nuint)r.Length; k++)
        {
            var sum = Unsafe.Add(ref own, k) + (Unsafe.Add(ref others, k) - Math.Max(Unsafe.Add(ref from, k), 0));
            Unsafe.Add(ref to, k) = (_damping * Unsafe.Add(ref to, k)) + ((1 - _damping) * Math.Min(sum, 0));
        }
    }

    // r ← damping r + (1 - damping) (s - best), and what of it is above 0 goes to the support.
    private void Responsibilities(ReadOnlySpan<double> s, Span<double> r, double best, double[] support)
    {
        ref var from = ref MemoryMarshal.GetReference(s);
        ref var to = ref MemoryMarshal.GetReference(r);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(support);
        var (keep, take, largest) = (Vector256.Create(_damping), Vector256.Create(1 - _damping), Vector256.Create(best));
        nuint k = 0;
        for (; k + Lanes <= (nuint)s.Length; k += Lanes)
        {
            var value = (keep * Vector256.LoadUnsafe(ref to, k)) + (take * (Vector256.LoadUnsafe(ref from, k) - largest));
            value.StoreUnsafe(ref to, k);
            (Vector256.LoadUnsafe(ref sums, k) + Vector256.Max(value, Vector256<double>.Zero)).StoreUnsafe(ref sums, k);
        }

        for (; k < (nuint)s.Length; k++)
        {
            var value = (_damping * Unsafe.Add(ref to, k)) + ((1 - _damping) * (Unsafe.Add(ref from, k) - best));
            Unsafe.Add(ref to, k) = value;
            Unsafe.Add(ref sums, k) += Math.Max(value, 0);
        }
    }

    /// <summary>The largest of a + s, where it is first, and the largest of the others.</summary>
    private static (double Best, int At, double Second) TwoLargest(ReadOnlySpan<double> s, ReadOnlySpan<double> a)
    {
        ref var left = ref MemoryMarshal.GetReference(s);
        ref var right = ref MemoryMarshal.GetReference(a);
        var (best, second) = (Vector256.Create(double.NegativeInfinity), Vector256.Create(double.NegativeInfinity));
        var (bestAt, at, step) = (Vector256<double>.Zero, Vector256.Create(0.0, 1, 2, 3), Vector256.Create((double)Lanes));
        nuint k = 0;
        for (; k + Lanes <= (nuint)s.Length; k += Lanes)
        {
            var value = Vector256.LoadUnsafe(ref left, k) + Vector256.LoadUnsafe(ref right, k);
            var greater = Vector256.GreaterThan(value, best);
            second = Vector256.Max(second, Vector256.Min(best, value));
            best = Vector256.Max(best, value);
            bestAt = Vector256.ConditionalSelect(greater, at, bestAt);
            at += step;
        }

        var (first, place, next) = (double.NegativeInfinity, 0, double.NegativeInfinity);
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (best[lane] > first || (best[lane] == first && (int)bestAt[lane] < place))
            {
                (next, first, place) = (Math.Max(first, second[lane]), best[lane], (int)bestAt[lane]);
            }
            else
            {
                next = Math.Max(next, best[lane]);
            }

            next = Math.Max(next, second[lane]);
        }

        for (; k < (nuint)s.Length; k++)
        {
            var value = Unsafe.Add(ref left, k) + Unsafe.Add(ref right, k);
            if (value > first)
            {
                (next, first, place) = (first, value, (int)k);
            }
            else
            {
                next = Math.Max(next, value);
            }
        }

        return (first, place, next);
    }
}
