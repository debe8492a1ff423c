using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Merges clusters along chains of nearest neighbours, on the distances of all pairs, which it overwrites.</summary>
/// <remarks>
/// Two clusters that are each other's nearest are merged sooner or later whatever else is merged before, as long as a union is never nearer than the nearer of its two. For the same
/// reason a cluster's nearest neighbour stays its nearest until that neighbour is merged, so it is kept and looked for again only then; the union's own falls out of the update.
/// The union takes the earlier of the two places, and the places of clusters that are gone are closed up whenever they are three in ten.
/// </remarks>
/// <typeparam name="T">The linkage.</typeparam>
internal sealed class NeighborChain<T>
    where T : struct, ILinkageUpdate
{
    private const int Width = 4;
    private const int ReportEvery = 256;
    private const int Stale = -1;

    private readonly PairTable _distances;
    private readonly int[] _member;
    private readonly int[] _chain;
    private readonly int[] _nearest;
    private readonly double[] _nearestDistance;
    private readonly double[] _sizes;
    private readonly double[] _gone;
    private readonly double[] _union;
    private readonly double[] _other;
    private int _alive;
    private int _length;

    internal NeighborChain(PairTable distances)
    {
        var places = distances.Places;
        (_distances, _alive, _member) = (distances, places, [.. Enumerable.Range(0, places)]);
        (_chain, _nearest, _nearestDistance) = (new int[places], new int[places], new double[places]);
        var padded = (places + LinearAlgebra.PackedRows.Lanes - 1) / LinearAlgebra.PackedRows.Lanes * LinearAlgebra.PackedRows.Lanes;
        (_sizes, _gone, _union, _other) = (new double[padded], new double[padded], new double[padded], new double[padded]);
        _sizes.AsSpan().Fill(1);
        _gone.AsSpan(places).Fill(double.PositiveInfinity);
    }

    internal MergeTree Run(IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var rows = _distances.Places;
        _distances.FindNearest(_nearest, _nearestDistance, cancellationToken);
        var links = new (int, int, double)[rows - 1];
        for (var i = 0; i < links.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (x, y) = NextPair();
            var between = _distances[y, x];
            links[i] = (_member[x], _member[y], T.Shown(between));
            Unite(x, y, between);
            if (_alive < _distances.Places * 0.7)
            {
                CloseUp();
            }

            if (i % ReportEvery == ReportEvery - 1 || i == links.Length - 1)
            {
                progress?.Report(new FitProgress(i + 1, links.Length, links[i].Item3, i == links.Length - 1));
            }
        }

        return MergeTree.Of(rows, links);
    }

    /// <summary>Two places, the earlier first, that are each other's nearest.</summary>
    private (int X, int Y) NextPair()
    {
        if (_length == 0)
        {
            _chain[_length++] = Array.IndexOf(_gone, 0);
        }

        while (true)
        {
            var top = _chain[_length - 1];
            if (_nearest[top] == Stale)
            {
                _distances.Gather(top, _other);
                SetNearest(top, _other);
            }

            // Of equally near ones the last of the chain, or the chain would never end.
            if (_length > 1 && _nearestDistance[top] >= _nearestDistance[_chain[_length - 2]])
            {
                var before = _chain[_length - 2];
                _length -= 2;
                return (Math.Min(top, before), Math.Max(top, before));
            }

            _chain[_length++] = _nearest[top];
        }
    }

    // y becomes part of x.
    private void Unite(int x, int y, double between)
    {
        _distances.Gather(x, _union);
        _distances.Gather(y, _other);
        var (sx, sy, dxy) = (Vector256.Create(_sizes[x]), Vector256.Create(_sizes[y]), Vector256.Create(between));
        ref var union = ref MemoryMarshal.GetArrayDataReference(_union);
        for (nuint i = 0; i < (nuint)_distances.Places; i += Width)
        {
            T.Union(
                Vector256.LoadUnsafe(ref union, i),
                Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_other), i),
                Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_sizes), i),
                sx,
                sy,
                dxy).StoreUnsafe(ref union, i);
        }

        _union[x] = _union[y] = double.PositiveInfinity;
        _sizes[x] += _sizes[y];
        _gone[y] = double.PositiveInfinity;
        (_nearest[y], _nearestDistance[y]) = (Stale, double.NegativeInfinity);
        _alive--;
        _distances.Scatter(x, _union);
        for (var i = 0; i < _distances.Places; i++)
        {
            var nearest = _nearest[i];
            if (nearest == x || nearest == y)
            {
                (_nearest[i], _nearestDistance[i]) = _union[i] <= _nearestDistance[i] ? (x, _union[i]) : (Stale, double.NegativeInfinity);
            }
            else if (_union[i] < _nearestDistance[i])
            {
                // Rounding alone can bring a union this near.
                (_nearest[i], _nearestDistance[i]) = (x, _union[i]);
            }
        }

        SetNearest(x, _union);
    }

    private void SetNearest(int place, double[] distances)
    {
        var (least, leastAt) = (Vector256.Create(double.PositiveInfinity), Vector256<double>.Zero);
        var (at, step) = (Vector256.Create(0.0, 1, 2, 3), Vector256.Create((double)Width));
        for (nuint i = 0; i < (nuint)_distances.Places; i += Width)
        {
            var distance = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(distances), i) + Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_gone), i);
            var nearer = Vector256.LessThan(distance, least);
            least = Vector256.ConditionalSelect(nearer, distance, least);
            leastAt = Vector256.ConditionalSelect(nearer, at, leastAt);
            at += step;
        }

        var (best, bestAt) = (least[0], leastAt[0]);
        for (var lane = 1; lane < Width; lane++)
        {
            if (least[lane] < best || (least[lane] == best && leastAt[lane] < bestAt))
            {
                (best, bestAt) = (least[lane], leastAt[lane]);
            }
        }

        (_nearest[place], _nearestDistance[place]) = ((int)bestAt, best);
    }

    private void CloseUp()
    {
        var (kept, moved, next) = (new int[_alive], new int[_distances.Places], 0);
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = Stale;
            if (_gone[i] == 0)
            {
                (kept[next], moved[i]) = (i, next);
                next++;
            }
        }

        _distances.CloseUp(kept);
        for (var i = 0; i < kept.Length; i++)
        {
            var nearest = _nearest[kept[i]];
            (_member[i], _sizes[i], _gone[i]) = (_member[kept[i]], _sizes[kept[i]], 0);
            (_nearest[i], _nearestDistance[i]) = (nearest == Stale ? Stale : moved[nearest], _nearestDistance[kept[i]]);
        }

        for (var i = 0; i < _length; i++)
        {
            _chain[i] = moved[_chain[i]];
        }

        _gone.AsSpan(_alive).Fill(double.PositiveInfinity);
    }
}
