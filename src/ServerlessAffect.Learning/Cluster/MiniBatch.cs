using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>A step of <see cref="MiniBatchKMeans"/>: every centre moves to the mean of all rows that it has ever been given.</summary>
internal sealed class MiniBatch
{
    private readonly DenseMatrix _x;
    private readonly double _reassignmentRatio;
    private readonly SeededRandom _random;
    private readonly PackedRows _panels;
    private readonly int[] _rows;
    private readonly int[] _labels;
    private readonly double[] _squared;
    private readonly CenterSums _sums;
    private readonly double[] _seen;
    private DenseMatrix _next;
    private int _sinceReassignment;

    /// <param name="x">All rows.</param>
    /// <param name="size">Rows of a batch.</param>
    /// <param name="centers">Where to start; written to.</param>
    /// <param name="reassignmentRatio">See <see cref="MiniBatchKMeans.ReassignmentRatio"/>.</param>
    /// <param name="random">Draws the batches.</param>
    internal MiniBatch(DenseMatrix x, int size, DenseMatrix centers, double reassignmentRatio, SeededRandom random)
    {
        (_x, Centers, _reassignmentRatio, _random) = (x, centers, reassignmentRatio, random);
        (_panels, _sums) = (new PackedRows(size, x.Columns), new CenterSums(centers.Rows, x.Columns));
        (_rows, _labels, _squared, _seen) = (new int[size], new int[size], new double[size], new double[centers.Rows]);
        _next = new DenseMatrix(centers.Rows, centers.Columns);
    }

    internal int Size => _rows.Length;

    internal DenseMatrix Centers { get; private set; }

    /// <returns>The batch's inertia before the centres moved, and their squared way.</returns>
    internal (double Inertia, double Way) Step()
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = _random.Next(_x.Rows);
            _panels.Set(i, _x.Row(_rows[i]));
        }

        NearestCenters.Find(_panels, 0, _panels.Panels, Centers, _labels, _squared);
        var reassign = Reassigns();
        Move();
        if (reassign)
        {
            Reassign();
        }

        var way = CenterDistances.Squared(_next.Values, Centers.Values);
        (Centers, _next) = (_next, Centers);
        return (FixedOrder.Sum(_squared), way);
    }

    private void Move()
    {
        _sums.Clear();
        for (var i = 0; i < _rows.Length; i++)
        {
            _sums.Add(_labels[i], _x.Row(_rows[i]));
        }

        for (var c = 0; c < _seen.Length; c++)
        {
            var before = Centers.Row(c);
            var sum = _sums.Sums.Row(c);
            var to = _next.Row(c);
            var all = _seen[c] + _sums.Counts[c];
            for (var j = 0; j < to.Length; j++)
            {
                to[j] = _sums.Counts[c] == 0 ? before[j] : ((before[j] * _seen[c]) + sum[j]) / all;
            }

            _seen[c] = all;
        }
    }

    private bool Reassigns()
    {
        _sinceReassignment += _rows.Length;
        if (_sinceReassignment < 10 * _seen.Length && !_seen.AsSpan().Contains(0))
        {
            return false;
        }

        _sinceReassignment = 0;
        return _reassignmentRatio > 0;
    }

    // At most as many clusters as half the batch has rows start again, those that have seen the fewest; each at another row of the batch.
    private void Reassign()
    {
        var most = _seen.Max();
        int[] weak = [.. Enumerable.Range(0, _seen.Length).Where(c => _seen[c] < _reassignmentRatio * most).OrderBy(c => _seen[c]).Take(_rows.Length / 2)];
        if (weak.Length == 0)
        {
            return;
        }

        _random.Shuffle<int>(_rows);
        var least = Enumerable.Range(0, _seen.Length).Except(weak).Min(c => _seen[c]);
        for (var i = 0; i < weak.Length; i++)
        {
            _x.Row(_rows[i]).CopyTo(_next.Row(weak[i]));

            // As if it had seen as many as the weakest of the others, or it would be the first to start again.
            _seen[weak[i]] = least;
        }
    }
}
