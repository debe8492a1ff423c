namespace ServerlessAffect.Learning.Manifold;

/// <summary>Moves points along sampled edges towards each other and away from points taken at random, one edge after the other, so that a seed gives the same points always.</summary>
/// <param name="forces">Between two points.</param>
/// <param name="negativeSamples">Points to move away from for every edge.</param>
/// <param name="learningRate">Of the first epoch; it falls to 0.</param>
internal sealed class UmapLayout(UmapForces forces, int negativeSamples, double learningRate)
{
    private const double LargestStep = 4;

    /// <param name="heads">[points, dimensions]; moved.</param>
    /// <param name="tails">[others, dimensions]; moved too where they are the same table, at rest otherwise.</param>
    /// <param name="edges">Between them.</param>
    /// <param name="epochs">1 and above.</param>
    /// <param name="random">What points are moved away from.</param>
    /// <param name="progress">Told after every tenth of the epochs; the criterion is the learning rate.</param>
    /// <param name="cancellationToken">Looked at every epoch.</param>
    internal void Run(
        DenseMatrix heads, DenseMatrix tails, UmapEdges edges, int epochs, SeededRandom random, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var together = ReferenceEquals(heads, tails);
        var (next, nextNegative) = ((double[])edges.EpochsPerSample.Clone(), Array.ConvertAll(edges.EpochsPerSample, p => p / negativeSamples));
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rate = learningRate * (1 - ((double)epoch / epochs));
            for (var e = 0; e < next.Length; e++)
            {
                if (next[e] > epoch)
                {
                    continue;
                }

                next[e] += edges.EpochsPerSample[e];
                var head = heads.Row(edges.Heads[e]);
                Attract(head, tails.Row(edges.Tails[e]), rate, together);
                var period = edges.EpochsPerSample[e] / negativeSamples;
                var count = (int)((epoch - nextNegative[e]) / period);
                for (var s = 0; s < count; s++)
                {
                    var other = random.Next(tails.Rows);
                    if (!together || other != edges.Heads[e])
                    {
                        Repel(head, tails.Row(other), rate);
                    }
                }

                nextNegative[e] += count * period;
            }

            if ((epoch + 1) % Math.Max(1, epochs / 10) == 0)
            {
                progress?.Report(new FitProgress(epoch + 1, epochs, rate, epoch + 1 == epochs));
            }
        }
    }

    private void Attract(Span<double> head, Span<double> tail, double rate, bool together)
    {
        var square = Square(head, tail);
        if (square == 0)
        {
            return;
        }

        var factor = forces.Pull(square);
        for (var d = 0; d < head.Length; d++)
        {
            var step = rate * Math.Clamp(factor * (head[d] - tail[d]), -LargestStep, LargestStep);
            head[d] += step;
            if (together)
            {
                tail[d] -= step;
            }
        }
    }

    private void Repel(Span<double> head, ReadOnlySpan<double> other, double rate)
    {
        var square = Square(head, other);
        if (square == 0)
        {
            return;
        }

        var factor = forces.Push(square);
        for (var d = 0; d < head.Length; d++)
        {
            head[d] += rate * Math.Clamp(factor * (head[d] - other[d]), -LargestStep, LargestStep);
        }
    }

    private static double Square(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
        {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }

        return sum;
    }
}
