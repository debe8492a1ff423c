using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Lloyd's iterations from given starts; buffers serve one run after the other.</summary>
/// <remarks>Sums are made in blocks of rows whose size depends on the number of rows alone and added in the blocks' order: the same bits for any number of threads.</remarks>
internal sealed class LloydRun
{
    private readonly DenseMatrix _x;
    private readonly PackedRows _panels;
    private readonly int _blockPanels;
    private readonly CenterSums[] _blocks;
    private readonly bool[] _moved;
    private readonly double[] _squared;
    private readonly int _parallelism;
    private int[] _before;

    internal LloydRun(DenseMatrix x, PackedRows panels, int clusters, int parallelism)
    {
        (_x, _panels, _parallelism) = (x, panels, parallelism);
        _blockPanels = Math.Max(64, (panels.Panels + 63) / 64);
        _blocks = [.. Enumerable.Range(0, RowBlocks.Count(panels.Panels, _blockPanels)).Select(_ => new CenterSums(clusters, x.Columns))];
        (_moved, _squared, _before, Labels) = (new bool[_blocks.Length], new double[x.Rows], new int[x.Rows], new int[x.Rows]);
    }

    /// <summary>[rows], of the last run.</summary>
    internal int[] Labels { get; private set; }

    /// <summary>[clusters, columns], of the last run.</summary>
    internal DenseMatrix Centers { get; private set; } = new(0, 0);

    /// <summary>Sum of the squared distances of the rows from their centres.</summary>
    internal double Inertia { get; private set; }

    internal int Iterations { get; private set; }

    /// <param name="starts">[clusters, columns]; kept and written to.</param>
    /// <param name="tolerance">Stops when the squared way of all centres is no longer.</param>
    /// <param name="maxIterations">Stops at the latest after so many.</param>
    /// <param name="progress">Told after every iteration.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    internal void Run(DenseMatrix starts, double tolerance, int maxIterations, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (centers, next, settled) = (starts, new DenseMatrix(starts.Rows, starts.Columns), false);
        Labels.AsSpan().Fill(-1);
        for (Iterations = 1; ; Iterations++)
        {
            (_before, Labels) = (Labels, _before);
            var changed = Assign(centers, sum: true, cancellationToken);
            Average(centers, next);
            var way = 0.0;
            for (var i = 0; i < next.Values.Length; i++)
            {
                way += (next.Values[i] - centers.Values[i]) * (next.Values[i] - centers.Values[i]);
            }

            (centers, next) = (next, centers);
            settled = !changed;
            var converged = settled || way <= tolerance;
            progress?.Report(new FitProgress(Iterations, maxIterations, way, converged));
            if (converged || Iterations == maxIterations)
            {
                break;
            }
        }

        if (!settled)
        {
            Assign(centers, sum: false, cancellationToken);
        }

        Centers = centers;
        Inertia = CenterDistances.Inertia(_x, Labels, centers, _squared);
    }

    private bool Assign(DenseMatrix centers, bool sum, CancellationToken cancellationToken)
    {
        RowBlocks.Run(_panels.Panels, _blockPanels, _parallelism, (block, first, count) =>
        {
            var row = first * PackedRows.Lanes;
            var rows = Math.Min(count * PackedRows.Lanes, _x.Rows - row);
            var labels = Labels.AsSpan(row, rows);
            NearestCenters.Find(_panels, first, count, centers, labels, _squared.AsSpan(row, rows));
            _moved[block] = !labels.SequenceEqual(_before.AsSpan(row, rows));
            if (!sum)
            {
                return;
            }

            var sums = _blocks[block];
            sums.Clear();
            for (var i = 0; i < labels.Length; i++)
            {
                sums.Add(labels[i], _x.Row(row + i));
            }
        }, cancellationToken);
        return _moved.AsSpan().Contains(true);
    }

    private void Average(DenseMatrix centers, DenseMatrix next)
    {
        var total = _blocks[0];
        foreach (var block in _blocks.AsSpan(1))
        {
            total.Add(block);
        }

        if (total.Counts.AsSpan().Contains(0))
        {
            RelocateEmpty(total);
        }

        for (var c = 0; c < centers.Rows; c++)
        {
            var sum = total.Sums.Row(c);
            var to = next.Row(c);
            if (total.Counts[c] == 0)
            {
                centers.Row(c).CopyTo(to);
                continue;
            }

            for (var j = 0; j < to.Length; j++)
            {
                to[j] = sum[j] / total.Counts[c];
            }
        }
    }

    // As scikit-learn does it: every empty cluster takes one of the rows that are farthest from their centres, and the cluster that had the row loses it from its sum.
    // Where no row is away from its centre, there are fewer different rows than clusters, and the empty one stays where it is.
    private void RelocateEmpty(CenterSums total)
    {
        int[] farthest = [.. Enumerable.Range(0, _x.Rows).OrderByDescending(i => _squared[i]).Take(total.Counts.Count(n => n == 0))];
        var at = 0;
        for (var c = 0; c < total.Counts.Length; c++)
        {
            if (total.Counts[c] != 0 || at == farthest.Length)
            {
                continue;
            }

            var row = farthest[at++];
            var owner = Labels[row];
            if (_squared[row] == 0 || total.Counts[owner] == 1)
            {
                continue;
            }

            var sum = total.Sums.Row(owner);
            var values = _x.Row(row);
            values.CopyTo(total.Sums.Row(c));
            for (var j = 0; j < values.Length; j++)
            {
                sum[j] -= values[j];
            }

            (total.Counts[c], total.Counts[owner]) = (1, total.Counts[owner] - 1);
        }
    }
}
