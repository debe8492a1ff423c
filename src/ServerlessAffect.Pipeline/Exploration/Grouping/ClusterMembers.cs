using System.Numerics.Tensors;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>A cluster's items: the most typical and the most doubtful.</summary>
/// <param name="Number">Of the cluster.</param>
/// <param name="Rows">Its items, ascending.</param>
/// <param name="Typical">Nearest to its mean, the nearest first.</param>
/// <param name="Boundary">Those for which the mean of another cluster is nearest in proportion, the most doubtful first.</param>
internal sealed record ClusterMembers(int Number, IReadOnlyList<int> Rows, IReadOnlyList<int> Typical, IReadOnlyList<int> Boundary)
{
    private const int Named = 3;

    /// <param name="space">[items, dimensions].</param>
    /// <param name="labels">[items].</param>
    /// <returns>Every cluster that has items, in order; noise is none.</returns>
    public static IReadOnlyList<ClusterMembers> Of(DenseMatrix space, IReadOnlyList<int> labels, CancellationToken cancellationToken)
    {
        var clusters = Enumerable.Range(0, labels.Count).Where(i => labels[i] != IClustering.Noise).GroupBy(i => labels[i]).OrderBy(c => c.Key)
            .Select(c => (Number: c.Key, Rows: c.ToArray(), Mean: MeanOf(space, c))).ToArray();
        var members = new List<ClusterMembers>(clusters.Length);
        foreach (var (number, rows, mean) in clusters)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double Own(int row) => TensorPrimitives.Distance<double>(space.Row(row), mean);
            double Other(int row) => clusters.Where(c => c.Number != number).Select(c => TensorPrimitives.Distance<double>(space.Row(row), c.Mean)).DefaultIfEmpty(double.PositiveInfinity).Min();
            members.Add(new ClusterMembers(
                number,
                rows,
                [.. rows.OrderBy(Own).ThenBy(r => r).Take(Named)],
                [.. rows.OrderByDescending(r => Own(r) / Math.Max(Other(r), double.Epsilon)).ThenBy(r => r).Take(Named)]));
        }

        return members;
    }

    private static double[] MeanOf(DenseMatrix space, IEnumerable<int> rows)
    {
        var (mean, count) = (new double[space.Columns], 0);
        foreach (var row in rows)
        {
            TensorPrimitives.Add(mean, space.Row(row), mean);
            count++;
        }

        TensorPrimitives.Divide(mean, count, mean);
        return mean;
    }
}
