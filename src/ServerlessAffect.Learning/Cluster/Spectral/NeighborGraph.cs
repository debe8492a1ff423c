using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>A graph in which every row is tied to those nearest to it and to those that it is nearest to: ½ (C + Cᵀ), C 1 where a row is among the nearest of another, itself among its own.</summary>
internal sealed class NeighborGraph : INormalisedGraph
{
    private const int BlockRows = 256;

    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly double[] _affinities;
    private readonly double[] _values;

    private NeighborGraph(int[] starts, int[] rows, double[] affinities)
    {
        (_starts, _rows, _affinities, _values) = (starts, rows, affinities, new double[rows.Length]);
        InverseRoots = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            var degree = 0.0;
            for (var at = starts[i]; at < starts[i + 1]; at++)
            {
                degree += rows[at] == i ? 0 : affinities[at];
            }

            InverseRoots[i] = degree > 0 ? 1 / Math.Sqrt(degree) : 1;
        }

        for (var i = 0; i < Size; i++)
        {
            for (var at = starts[i]; at < starts[i + 1]; at++)
            {
                _values[at] = rows[at] == i ? 0 : affinities[at] * InverseRoots[i] * InverseRoots[rows[at]];
            }
        }
    }

    public int Size => _starts.Length - 1;

    public double[] InverseRoots { get; }

    /// <param name="x">[rows, columns].</param>
    /// <param name="neighbors">How many are nearest, the row itself among them.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    internal static NeighborGraph Of(DenseMatrix x, int neighbors, int parallelism, CancellationToken cancellationToken)
    {
        var nearest = new NearestNeighbors(x) { Parallelism = parallelism }.KNeighbors(x, neighbors, cancellationToken);
        var links = new List<int>[x.Rows];
        for (var i = 0; i < x.Rows; i++)
        {
            links[i] = new List<int>(2 * neighbors);
        }

        for (var i = 0; i < x.Rows; i++)
        {
            foreach (var other in nearest.RowsOf(i))
            {
                links[i].Add(other);
                links[other].Add(i);
            }
        }

        var (starts, rows, affinities) = (new int[x.Rows + 1], new List<int>(), new List<double>());
        for (var i = 0; i < x.Rows; i++)
        {
            links[i].Sort();
            for (var at = 0; at < links[i].Count; at++)
            {
                if (at > 0 && links[i][at] == links[i][at - 1])
                {
                    affinities[^1] += 0.5;
                    continue;
                }

                rows.Add(links[i][at]);
                affinities.Add(0.5);
            }

            starts[i + 1] = rows.Count;
        }

        return new NeighborGraph(starts, [.. rows], [.. affinities]);
    }

    /// <summary>The rows tied to a row, ascending, and how much, itself among them.</summary>
    internal IEnumerable<(int Row, double Affinity)> TiesOf(int row)
    {
        for (var at = _starts[row]; at < _starts[row + 1]; at++)
        {
            yield return (_rows[at], _affinities[at]);
        }
    }

    public void Multiply(DenseMatrix x, DenseMatrix product, int parallelism, CancellationToken cancellationToken) =>
        RowBlocks.Run(Size, BlockRows, parallelism, (_, first, count) =>
        {
            for (var i = first; i < first + count; i++)
            {
                var to = product.Row(i);
                to.Clear();
                for (var at = _starts[i]; at < _starts[i + 1]; at++)
                {
                    ClassVector.AddScaled(x.Row(_rows[at]), _values[at], to);
                }
            }
        }, cancellationToken);
}
