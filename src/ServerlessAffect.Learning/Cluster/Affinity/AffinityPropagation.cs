using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Exemplars by messages between all pairs of rows (Frey and Dueck 2007), scikit-learn's <c>AffinityPropagation</c> on squared Euclidean distances; it finds the number of clusters.</summary>
/// <remarks>
/// Every pair of rows has a similarity and two messages: 24 bytes a pair, in one pass an iteration. Equal similarities are told apart by seeded noise of the last digit. The same bits for
/// a seed, whatever <see cref="Parallelism"/> is.
/// </remarks>
public sealed class AffinityPropagation : IClusterer
{
    /// <summary>The share of every message that is kept in an iteration, from 0.5 up to but not 1; more settles what swings.</summary>
    public double Damping { get; init; } = 0.5;

    /// <summary>How much every row wants to be an exemplar, as a similarity: the lower, the fewer clusters. Null takes the median of all similarities.</summary>
    public double? Preference { get; init; }

    /// <summary>Iterations at most, 1 at least.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Stops when the exemplars have stayed the same for so many iterations.</summary>
    public int ConvergenceIterations { get; init; } = 15;

    /// <summary>Bytes that similarities and messages may take; 4 GiB are enough for 13,377 rows.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Seed of the noise.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts iterations; its criterion is how many rows still change between exemplar and none.</remarks>
    public AffinityClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!(Damping >= 0.5 && Damping < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(x), Damping, "Expected a damping from 0.5 up to but not 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ConvergenceIterations, 1);
        ClusteringRows.Require(x, 1, "to group; add rows");
        RequireMemory(x.Rows);
        var similarities = Similarities(x, cancellationToken);
        var preference = Preference ?? SimilarityMedian.Of(similarities);
        if (AllAlike(similarities))
        {
            // Nothing tells the rows apart: messages would go to and fro for ever.
            return preference >= (x.Rows == 1 ? preference : similarities[0, 1])
                ? Make(x, [.. Enumerable.Range(0, x.Rows)], [.. Enumerable.Range(0, x.Rows)], similarities, preference, 0, converged: true)
                : Make(x, [0], new int[x.Rows], similarities, preference, 0, converged: true);
        }

        for (var i = 0; i < x.Rows; i++)
        {
            similarities[i, i] = preference;
        }

        AddNoise(similarities);
        var messages = new AffinityMessages(similarities, Damping, Parallelism);
        var watch = new ExemplarWatch(x.Rows, ConvergenceIterations);
        var (iteration, converged) = (0, false);
        while (!converged && iteration < MaxIterations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            messages.Exchange(cancellationToken);
            converged = watch.Add(messages.Exemplars) && iteration >= ConvergenceIterations;
            iteration++;
            progress?.Report(new FitProgress(iteration, MaxIterations, watch.Changing, converged));
        }

        var (exemplars, labels) = ExemplarChoice.Of(similarities, watch.Exemplars);
        return Make(x, exemplars, labels, similarities, preference, iteration, converged);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    private void RequireMemory(int rows)
    {
        var bytes = 3L * sizeof(double) * rows * rows;
        var most = (int)Math.Sqrt(Math.Min(MemoryLimit / (3.0 * sizeof(double)), Array.MaxLength));
        if (rows > most)
        {
            throw new AffectException(
                ErrorCodes.InvalidData,
                $"The messages between all pairs of {rows} rows take {bytes / 1e9:0.0} GB, more than the {MemoryLimit / 1e9:0.0} GB allowed. "
                + $"Group a sample of {most} rows at most and assign the others, choose a method without pairs (k-means, BIRCH, a mixture), or raise the memory limit.");
        }
    }

    private DenseMatrix Similarities(DenseMatrix x, CancellationToken cancellationToken)
    {
        const int BlockRows = 32;
        var (panels, similarities) = (PackedRows.Of(x), new DenseMatrix(x.Rows, x.Rows));
        RowBlocks.Run(x.Rows, BlockRows, Parallelism, (_, first, count) =>
        {
            var distances = new double[panels.Panels * PackedRows.Lanes];
            for (var i = first; i < first + count; i++)
            {
                panels.SquaredDistances(0, panels.Panels, x.Row(i), distances);
                var to = similarities.Row(i);
                for (var j = 0; j < to.Length; j++)
                {
                    to[j] = -distances[j];
                }
            }
        }, cancellationToken);
        return similarities;
    }

    private static bool AllAlike(DenseMatrix similarities)
    {
        for (var i = 1; i < similarities.Rows; i++)
        {
            if (similarities.Row(i)[..i].IndexOfAnyExcept(similarities[1, 0]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    // The size of scikit-learn's noise: one unit of the last place.
    private void AddNoise(DenseMatrix similarities)
    {
        const double Epsilon = 2.2204460492503131e-16;
        const double Least = 2.2250738585072014e-306;
        var random = new SeededRandom(RandomState);
        foreach (ref var value in similarities.Values.AsSpan())
        {
            value += ((Epsilon * value) + Least) * ((2 * random.NextDouble()) - 1) * 1.7320508075688772;
        }
    }

    private AffinityClustering Make(DenseMatrix x, int[] exemplars, int[] labels, DenseMatrix similarities, double preference, int iterations, bool converged)
    {
        var net = preference * exemplars.Length;
        for (var i = 0; i < labels.Length && exemplars.Length > 0; i++)
        {
            net += exemplars[labels[i]] == i ? 0 : similarities[i, exemplars[labels[i]]];
        }

        return new AffinityClustering(exemplars, labels, x.TakeRows(exemplars), exemplars.Length == 0 ? double.NaN : net, iterations, converged, Parallelism);
    }
}
