using System.Runtime.Intrinsics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The order of <see cref="Optics"/>: next comes the row of the least reachability, the first of equal ones; then those still to come may be reached from it.</summary>
internal sealed class ReachabilityOrder
{
    private const int BlockPanels = 64;
    private const int ReportEvery = 256;
    private const double Decimals = 1e15;

    private readonly DenseMatrix _x;
    private readonly double[] _core;
    private readonly double _maxEps;
    private readonly PackedRows _open;
    private readonly int[] _member;
    private readonly double[] _least;
    private readonly double[] _from;

    internal ReachabilityOrder(DenseMatrix x, double[] core, double maxEps)
    {
        (_x, _core, _maxEps) = (x, core, maxEps);
        (_open, _member) = (PackedRows.Of(x), [.. Enumerable.Range(0, x.Rows)]);
        (_least, _from) = (new double[_open.Panels * PackedRows.Lanes], new double[_open.Panels * PackedRows.Lanes]);
        _least.AsSpan().Fill(double.PositiveInfinity);
        _from.AsSpan().Fill(-1);
        (Ordering, Reachability, Predecessor) = (new int[x.Rows], new double[x.Rows], new int[x.Rows]);
    }

    /// <summary>[rows], rows in their order.</summary>
    internal int[] Ordering { get; }

    /// <summary>[rows], by row.</summary>
    internal double[] Reachability { get; }

    /// <summary>[rows], by row; -1 for none.</summary>
    internal int[] Predecessor { get; }

    /// <summary>As numpy rounds: to the nearest of 15 decimals, half to even.</summary>
    internal static double Rounded(double distance) => Math.Round(distance * Decimals) / Decimals;

    internal void Run(IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var next = 0;
        for (var i = 0; i < Ordering.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (row, left) = (_member[next], Ordering.Length - 1 - i);
            (Ordering[i], Reachability[row], Predecessor[row]) = (row, _least[next], (int)_from[next]);
            _open.Move(left, next);
            (_member[next], _least[next], _from[next]) = (_member[left], _least[left], _from[left]);
            if (!double.IsPositiveInfinity(_core[row]))
            {
                Reach(row, left);
            }

            next = Nearest(left);
            if (i % ReportEvery == ReportEvery - 1 || left == 0)
            {
                progress?.Report(new FitProgress(i + 1, Ordering.Length, Reachability[row], left == 0));
            }
        }
    }

    private void Reach(int row, int left)
    {
        Span<double> squared = stackalloc double[BlockPanels * PackedRows.Lanes];
        var (core, longest, decimals, from) = (Vector256.Create(_core[row]), Vector256.Create(_maxEps), Vector256.Create(Decimals), Vector256.Create((double)row));
        var panels = (left + PackedRows.Lanes - 1) / PackedRows.Lanes;
        for (var panel = 0; panel < panels; panel += BlockPanels)
        {
            var many = Math.Min(BlockPanels, panels - panel);
            _open.SquaredDistances(panel, many, _x.Row(row), squared);
            for (var i = 0; i < many * PackedRows.Lanes; i += 4)
            {
                ref var least = ref _least[(panel * PackedRows.Lanes) + i];
                ref var before = ref _from[(panel * PackedRows.Lanes) + i];
                var distance = Vector256.Sqrt(Vector256.LoadUnsafe(ref squared[i]));
                var reach = Vector256.Round(Vector256.Max(distance, core) * decimals) / decimals;
                var nearer = Vector256.LessThan(reach, Vector256.LoadUnsafe(ref least)) & Vector256.LessThanOrEqual(distance, longest);
                Vector256.ConditionalSelect(nearer, reach, Vector256.LoadUnsafe(ref least)).StoreUnsafe(ref least);
                Vector256.ConditionalSelect(nearer, from, Vector256.LoadUnsafe(ref before)).StoreUnsafe(ref before);
            }
        }
    }

    private int Nearest(int left)
    {
        var best = 0;
        for (var i = 1; i < left; i++)
        {
            if (_least[i] < _least[best] || (_least[i] == _least[best] && _member[i] < _member[best]))
            {
                best = i;
            }
        }

        return best;
    }
}
