namespace ServerlessAffect.Learning.Manifold;

/// <summary>Symmetric weights between rows and their neighbours, row after row in ascending order of the neighbour.</summary>
internal sealed class NeighborGraph
{
    private NeighborGraph(int[] starts, int[] neighbors, double[] weights) => (Starts, Neighbors, Weights) = (starts, neighbors, weights);

    /// <summary>[rows + 1].</summary>
    internal int[] Starts { get; }

    internal int[] Neighbors { get; }

    internal double[] Weights { get; }

    internal int Rows => Starts.Length - 1;

    /// <summary>Makes the weights that every row gives its neighbours symmetric.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="neighbors">[rows, k], other rows, each once.</param>
    /// <param name="weights">[rows, k].</param>
    /// <param name="combine">What a pair weighs, of what each gives the other, 0 for nothing; symmetric.</param>
    internal static NeighborGraph Symmetric(int rows, int[] neighbors, double[] weights, Func<double, double, double> combine)
    {
        var k = neighbors.Length / rows;
        var (given, givenWeights) = ((int[])neighbors.Clone(), (double[])weights.Clone());
        var places = new int[rows + 1];
        for (var i = 0; i < rows; i++)
        {
            Array.Sort(given, givenWeights, i * k, k);
            for (var e = i * k; e < (i + 1) * k; e++)
            {
                places[given[e] + 1]++;
            }
        }

        for (var i = 0; i < rows; i++)
        {
            places[i + 1] += places[i];
        }

        // Who gives to a row, ascending, for the rows are gone through in order.
        var (givers, giversWeights, next) = (new int[given.Length], new double[given.Length], places[..rows]);
        for (var e = 0; e < given.Length; e++)
        {
            var at = next[given[e]]++;
            (givers[at], giversWeights[at]) = (e / k, givenWeights[e]);
        }

        var (starts, merged, combined) = (new int[rows + 1], new List<int>(2 * given.Length), new List<double>(2 * given.Length));
        for (var i = 0; i < rows; i++)
        {
            var (a, endA, b, endB) = (i * k, (i + 1) * k, places[i], places[i + 1]);
            while (a < endA || b < endB)
            {
                var (left, right) = (a < endA ? given[a] : int.MaxValue, b < endB ? givers[b] : int.MaxValue);
                var weight = combine(left <= right ? givenWeights[a] : 0, right <= left ? giversWeights[b] : 0);
                merged.Add(Math.Min(left, right));
                combined.Add(weight);
                (a, b) = (left <= right ? a + 1 : a, right <= left ? b + 1 : b);
            }

            starts[i + 1] = merged.Count;
        }

        return new NeighborGraph(starts, [.. merged], [.. combined]);
    }
}
