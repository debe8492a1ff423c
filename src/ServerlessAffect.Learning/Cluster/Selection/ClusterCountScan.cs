namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>Clusters the same rows into more and more clusters and measures each.</summary>
public sealed class ClusterCountScan
{
    /// <summary>The fewest clusters, 1 at least.</summary>
    public int From { get; init; } = 2;

    /// <summary>The most clusters, no fewer than <see cref="From"/>.</summary>
    public int To { get; init; } = 10;

    public ClusterScorer Scorer { get; init; } = new();

    /// <param name="x">[rows, columns].</param>
    /// <param name="clusterer">The method for a number of clusters.</param>
    /// <param name="progress">Told after every number; the criterion is the share of them that is left.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">As the clusterer throws it.</exception>
    public ClusterCounts Run(DenseMatrix x, Func<int, IClusterer> clusterer, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(clusterer);
        ArgumentOutOfRangeException.ThrowIfLessThan(From, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(To, From);
        var steps = new List<ClusterCountStep>();
        for (var k = From; k <= To; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var clustering = clusterer(k).Fit(x, null, cancellationToken);
            steps.Add(new ClusterCountStep(k, Scorer.Score(x, clustering.Labels, cancellationToken)));
            StepProgress.Report(progress, steps.Count, To - From + 1);
        }

        return new ClusterCounts(steps);
    }
}
