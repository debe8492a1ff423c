using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Splits one cluster after the other in two by k-means, scikit-learn's <c>BisectingKMeans(init='k-means++')</c>.</summary>
/// <remarks>The same bits for a seed, whatever <see cref="Parallelism"/> is. Deep trees are as deep as there are clusters at most.</remarks>
public sealed class BisectingKMeans : IClusterer
{
    /// <summary>How many clusters, from 1 to the number of different rows.</summary>
    public int Clusters { get; init; } = 8;

    /// <summary>Starts that are tried for every split, 1 at least.</summary>
    public int NInit { get; init; } = 1;

    /// <summary>Iterations of a start at most, 1 at least.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>A split stops when the squared way of both centres in an iteration is no longer than this times the mean variance of the columns.</summary>
    public double Tolerance { get; init; } = 1e-4;

    public BisectingStrategy Strategy { get; init; }

    /// <summary>Seed of the starts.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts splits; its criterion is the highest score that is left.</remarks>
    public BisectingClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NInit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Tolerance);
        ClusteringRows.Require(x, Clusters, $"for {Clusters} clusters; ask for fewer clusters");
        var random = new SeededRandom(RandomState);
        var variance = ColumnVariance.Mean(x);
        var root = new BisectingNode([.. Enumerable.Range(0, x.Rows)], new DenseMatrix(1, x.Columns, ColumnMeans.Of(x)), variance * x.Values.Length);
        for (var split = 1; split < Clusters; split++)
        {
            var node = root.Leaves().MaxBy(leaf => leaf.Score)!;
            if (!Split(node, x, Tolerance * variance, random, cancellationToken))
            {
                throw new AffectException(
                    ErrorCodes.InvalidData, $"Expected {Clusters} different rows at least for {Clusters} clusters; no cluster could be split any more when there were {split}. Ask for fewer clusters.");
            }

            progress?.Report(new FitProgress(split, Clusters - 1, root.Leaves().Max(leaf => leaf.Score), split == Clusters - 1));
        }

        return new BisectingClustering(x, root, Parallelism);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    /// <returns>Whether there are now two clusters that have rows.</returns>
    private bool Split(BisectingNode node, DenseMatrix x, double tolerance, SeededRandom random, CancellationToken cancellationToken)
    {
        if (node.Rows.Length < 2)
        {
            return false;
        }

        var rows = x.TakeRows(node.Rows);
        var panels = PackedRows.Of(rows);
        var run = new LloydRun(rows, panels, 2, Parallelism);
        var (least, centers, labels) = (double.PositiveInfinity, new DenseMatrix(0, 0), Array.Empty<int>());
        for (var start = 0; start < NInit; start++)
        {
            run.Run(PlusPlusSeeding.Choose(rows, panels, 2, random, Parallelism, cancellationToken), tolerance, MaxIterations, progress: null, cancellationToken);
            if (run.Inertia < least)
            {
                (least, centers, labels) = (run.Inertia, run.Centers, [.. run.Labels]);
            }
        }

        if (!labels.Contains(1) || !labels.Contains(0))
        {
            return false;
        }

        node.Split(centers, Part(0), Part(1));
        return true;

        BisectingNode Part(int side)
        {
            int[] within = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == side)];
            var center = centers.TakeRows([side]);
            var score = Strategy == BisectingStrategy.LargestCluster
                ? within.Length
                : CenterDistances.Inertia(rows.TakeRows(within), new int[within.Length], center, new double[within.Length]);
            return new BisectingNode([.. within.Select(i => node.Rows[i])], center, score);
        }
    }
}
