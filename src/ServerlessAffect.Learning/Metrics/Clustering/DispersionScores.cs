using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>How tight clusters are around their means, and how far those lie apart; definitions as in scikit-learn. Every label is a cluster, noise too.</summary>
public static class DispersionScores
{
    /// <summary>Σ over rows of the squared distance to the mean of their cluster.</summary>
    /// <param name="x">[rows, columns], finite.</param>
    /// <param name="labels">[rows].</param>
    public static double Inertia(DenseMatrix x, ReadOnlySpan<int> labels)
    {
        var clusters = ClusterIndex.Of(x, labels);
        return Within(x, clusters, Means(x, clusters));
    }

    /// <summary>Dispersion between clusters over that within, each divided by its degrees of freedom; higher is better. NaN where there are fewer than two clusters, or as many as rows.</summary>
    /// <param name="x">[rows, columns], finite.</param>
    /// <param name="labels">[rows].</param>
    public static double CalinskiHarabasz(DenseMatrix x, ReadOnlySpan<int> labels)
    {
        var clusters = ClusterIndex.Of(x, labels);
        if (!clusters.IsComparable)
        {
            return double.NaN;
        }

        var means = Means(x, clusters);
        var (within, between) = (Within(x, clusters, means), 0.0);
        var (mean, off) = (Means(x, ClusterIndex.Of(x, new int[x.Rows])), new double[x.Columns]);
        for (var c = 0; c < clusters.Count; c++)
        {
            TensorPrimitives.Subtract(means.Row(c), mean.Row(0), off);
            between += clusters.Sizes[c] * FixedOrder.SumOfSquares(off);
        }

        return within == 0 ? 1 : between * (x.Rows - clusters.Count) / (within * (clusters.Count - 1));
    }

    /// <summary>
    /// Mean over clusters of the worst ratio of two clusters' mean distances to their means, added, to the distance between these (Davies and Bouldin 1979); lower is better.
    /// NaN where there are fewer than two clusters, or as many as rows.
    /// </summary>
    /// <remarks>scikit-learn's own figure is some 1e-8 too high where a cluster has one row, whose distance to itself it computes as a difference of products.</remarks>
    /// <param name="x">[rows, columns], finite.</param>
    /// <param name="labels">[rows].</param>
    public static double DaviesBouldin(DenseMatrix x, ReadOnlySpan<int> labels)
    {
        var clusters = ClusterIndex.Of(x, labels);
        if (!clusters.IsComparable)
        {
            return double.NaN;
        }

        var means = Means(x, clusters);
        var (spread, off) = (new double[clusters.Count], new double[x.Columns]);
        for (var row = 0; row < x.Rows; row++)
        {
            var cluster = clusters.Index[row];
            TensorPrimitives.Subtract(x.Row(row), means.Row(cluster), off);
            spread[cluster] += FixedOrder.Norm(off) / clusters.Sizes[cluster];
        }

        var sum = 0.0;
        for (var a = 0; a < clusters.Count; a++)
        {
            var worst = 0.0;
            for (var b = 0; b < clusters.Count; b++)
            {
                TensorPrimitives.Subtract(means.Row(a), means.Row(b), off);
                var apart = FixedOrder.Norm(off);

                // Two clusters around the same point are left out, and so is a cluster against itself.
                worst = apart == 0 ? worst : Math.Max(worst, (spread[a] + spread[b]) / apart);
            }

            sum += worst;
        }

        return sum / clusters.Count;
    }

    private static DenseMatrix Means(DenseMatrix x, ClusterIndex clusters)
    {
        var means = new DenseMatrix(clusters.Count, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            var mean = means.Row(clusters.Index[row]);
            TensorPrimitives.Add(mean, x.Row(row), mean);
        }

        for (var c = 0; c < clusters.Count; c++)
        {
            TensorPrimitives.Divide(means.Row(c), (double)clusters.Sizes[c], means.Row(c));
        }

        return means;
    }

    private static double Within(DenseMatrix x, ClusterIndex clusters, DenseMatrix means)
    {
        var (sum, off) = (0.0, new double[x.Columns]);
        for (var row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Subtract(x.Row(row), means.Row(clusters.Index[row]), off);
            sum += FixedOrder.SumOfSquares(off);
        }

        return sum;
    }
}
