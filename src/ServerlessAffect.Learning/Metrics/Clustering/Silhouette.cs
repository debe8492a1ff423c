using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>How much nearer every row is to its own cluster than to the next one (Rousseeuw 1987), scikit-learn's <c>silhouette_samples</c> and <c>silhouette_score</c>.</summary>
/// <remarks>
/// s = (b - a) / max(a, b), a being the mean distance to the other rows of the same cluster and b the smallest mean distance to the rows of another; 0 in a cluster of
/// one. Every label is a cluster, <see cref="Cluster.IClustering.Noise"/> too, as in scikit-learn: leave the rows of noise out where they are not meant.
/// Time grows with the square of the rows, memory with the rows; the same bits for any number of threads.
/// </remarks>
public sealed class Silhouette
{
    public DistanceMetric Metric { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, columns], finite.</param>
    /// <param name="labels">[rows].</param>
    /// <param name="progress">Told after every cluster; the criterion is the share of the pairs that is left.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <returns>[rows], from -1 to 1; NaN all of them where there are fewer than two clusters, or as many as rows.</returns>
    public double[] Samples(DenseMatrix x, ReadOnlySpan<int> labels, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var clusters = ClusterIndex.Of(x, labels);
        var samples = new double[x.Rows];
        if (!clusters.IsComparable)
        {
            Array.Fill(samples, double.NaN);
            return samples;
        }

        switch (Metric)
        {
            case DistanceMetric.Euclidean:
                Measure<EuclideanPair>(x, clusters, samples, progress, cancellationToken);
                break;
            case DistanceMetric.Manhattan:
                Measure<ManhattanPair>(x, clusters, samples, progress, cancellationToken);
                break;
            case DistanceMetric.Cosine:
                Measure<CosinePair>(OfLengthOne(x), clusters, samples, progress, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"Metric {Metric} is none of {nameof(DistanceMetric)}.");
        }

        return samples;
    }

    /// <summary>Mean of <see cref="Samples"/>; NaN where they are.</summary>
    public double Mean(DenseMatrix x, ReadOnlySpan<int> labels, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        FixedOrder.Sum(Samples(x, labels, progress, cancellationToken)) / labels.Length;

    // As Preprocessing.Normalizer, in an order of adding that is always the same.
    private static DenseMatrix OfLengthOne(DenseMatrix x)
    {
        var result = new DenseMatrix(x.Rows, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            var length = FixedOrder.Norm(x.Row(row));
            TensorPrimitives.Divide(x.Row(row), length == 0 ? 1 : length, result.Row(row));
        }

        return result;
    }

    private void Measure<TPair>(DenseMatrix x, ClusterIndex clusters, double[] samples, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where TPair : struct, IPairDistance
    {
        var rows = GroupedRows.Of(x, clusters);
        var distances = new ClusterDistances<TPair>(rows, clusters.Sizes, Parallelism);
        distances.Run(progress, cancellationToken);
        for (var row = 0; row < samples.Length; row++)
        {
            var (place, size) = (rows.Place[row], clusters.Sizes[clusters.Index[row]]);
            var (inside, nearest) = (distances.Inside[place] / (size - 1), distances.Nearest[place]);
            var larger = Math.Max(inside, nearest);

            // Rows that are all in one place have no side to be on.
            samples[row] = size == 1 || larger == 0 ? 0 : (nearest - inside) / larger;
        }
    }
}
