namespace ServerlessAffect.Learning.Cluster;

/// <summary>The clusters of a method that has no prediction of its own: a further row takes the label of the nearest fitted row, Euclidean, the first of equally near ones.</summary>
public class LabelledRows : IClustering
{
    private readonly DenseMatrix _x;
    private readonly int[] _labels;
    private readonly int _parallelism;

    /// <param name="x">The fitted rows; kept, not copied.</param>
    /// <param name="labels">[rows], from 0 without a gap, or <see cref="IClustering.Noise"/>.</param>
    /// <param name="parallelism">Threads that <see cref="Assign"/> uses at most.</param>
    internal LabelledRows(DenseMatrix x, int[] labels, int parallelism)
    {
        (_x, _labels, _parallelism) = (x, labels, parallelism);
        foreach (var label in labels)
        {
            ClusterCount = Math.Max(ClusterCount, label + 1);
        }
    }

    public IReadOnlyList<int> Labels => _labels;

    public int ClusterCount { get; }

    public AssignmentRule Rule => AssignmentRule.NearestLabelled;

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, _x.Columns);
        var nearest = NearestCenters.Of(x, _x, _parallelism, cancellationToken);
        return Array.ConvertAll(nearest, row => _labels[row]);
    }
}
