using ServerlessAffect.Learning.Metrics.Clustering;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>Works the measures of a <see cref="ClusterQuality"/> out. Immutable and safe for threads.</summary>
public sealed class ClusterScorer
{
    public DistanceMetric SilhouetteMetric { get; init; }

    /// <summary>The silhouette, whose time grows with the square of the rows, is taken over so many rows at most, drawn by the seed.</summary>
    public int SilhouetteRows { get; init; } = 10_000;

    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, columns].</param>
    /// <param name="labels">[rows], a cluster or <see cref="IClustering.Noise"/>.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    public ClusterQuality Score(DenseMatrix x, IReadOnlyList<int> labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(labels);
        int[] kept = [.. Enumerable.Range(0, labels.Count).Where(i => labels[i] != IClustering.Noise)];
        var (rows, clusters) = (kept.Length == labels.Count ? x : x.TakeRows(kept), Array.ConvertAll(kept, i => labels[i]));
        return new ClusterQuality(
            clusters.Distinct().Count(),
            labels.Count == 0 ? 0 : 1 - ((double)kept.Length / labels.Count),
            DispersionScores.Inertia(rows, clusters),
            MeanSilhouette(rows, clusters, cancellationToken),
            DispersionScores.CalinskiHarabasz(rows, clusters),
            DispersionScores.DaviesBouldin(rows, clusters));
    }

    private double MeanSilhouette(DenseMatrix x, int[] labels, CancellationToken cancellationToken)
    {
        var silhouette = new Silhouette { Metric = SilhouetteMetric, Parallelism = Parallelism };
        if (x.Rows <= SilhouetteRows)
        {
            return silhouette.Mean(x, labels, null, cancellationToken);
        }

        var drawn = RowSample.Draw(x.Rows, SilhouetteRows, new SeededRandom(RandomState));
        return silhouette.Mean(x.TakeRows(drawn), Array.ConvertAll(drawn, i => labels[i]), null, cancellationToken);
    }
}
