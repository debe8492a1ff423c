namespace ServerlessAffect.Learning.Neighbors;

/// <summary>The nearest rows so far, the farthest at the root; of equally far ones the higher row is farther.</summary>
/// <param name="rows">[k], where the rows are kept.</param>
/// <param name="distances">[k], where their distances are.</param>
internal readonly ref struct NearestHeap(Span<int> rows, Span<double> distances)
{
    private readonly Span<int> _rows = rows;
    private readonly Span<double> _distances = distances;

    internal double Farthest => _distances[0];

    /// <summary>Adds a row to the <paramref name="count"/> that there are, fewer than k.</summary>
    internal void Push(int count, int row, double distance)
    {
        var at = count;
        for (var parent = (at - 1) / 2; at > 0 && IsFarther(distance, row, parent); at = parent, parent = (at - 1) / 2)
        {
            (_rows[at], _distances[at]) = (_rows[parent], _distances[parent]);
        }

        (_rows[at], _distances[at]) = (row, distance);
    }

    /// <summary>Puts a row in the place of the farthest of <paramref name="count"/>.</summary>
    internal void ReplaceFarthest(int count, int row, double distance)
    {
        var at = 0;
        while ((2 * at) + 1 < count)
        {
            var child = (2 * at) + 1;
            if (child + 1 < count && IsFarther(_distances[child + 1], _rows[child + 1], child))
            {
                child++;
            }

            if (IsFarther(distance, row, child))
            {
                break;
            }

            (_rows[at], _distances[at]) = (_rows[child], _distances[child]);
            at = child;
        }

        (_rows[at], _distances[at]) = (row, distance);
    }

    /// <summary>Orders what is kept, the nearest first; it is no heap afterwards.</summary>
    internal void Sort()
    {
        for (var last = _rows.Length - 1; last > 0; last--)
        {
            var (row, distance) = (_rows[0], _distances[0]);
            ReplaceFarthest(last, _rows[last], _distances[last]);
            (_rows[last], _distances[last]) = (row, distance);
        }
    }

    private bool IsFarther(double distance, int row, int than) => distance > _distances[than] || (distance == _distances[than] && row > _rows[than]);
}
