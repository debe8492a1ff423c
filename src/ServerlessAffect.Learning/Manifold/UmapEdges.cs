namespace ServerlessAffect.Learning.Manifold;

/// <summary>Pairs of points that attract each other; a pair of weight w comes up in w / (largest weight) of the epochs.</summary>
/// <param name="Heads">[edges]: the points that move.</param>
/// <param name="Tails">[edges]: the points that they move towards.</param>
/// <param name="EpochsPerSample">[edges], 1 and above.</param>
internal sealed record UmapEdges(int[] Heads, int[] Tails, double[] EpochsPerSample)
{
    /// <summary>The edges of rows that stand one after the other, without those too light to come up in so many epochs.</summary>
    internal static UmapEdges Of(ReadOnlySpan<int> starts, int[] neighbors, double[] weights, int epochs)
    {
        var largest = System.Numerics.Tensors.TensorPrimitives.Max<double>(weights);
        var (heads, tails, periods) = (new List<int>(), new List<int>(), new List<double>());
        for (var i = 0; i < starts.Length - 1; i++)
        {
            for (var e = starts[i]; e < starts[i + 1]; e++)
            {
                if (weights[e] * epochs >= largest)
                {
                    heads.Add(i);
                    tails.Add(neighbors[e]);
                    periods.Add(largest / weights[e]);
                }
            }
        }

        return new UmapEdges([.. heads], [.. tails], [.. periods]);
    }
}
