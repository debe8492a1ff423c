using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster.Selection;

/// <summary>Gives every row the label that a function of it says; numbers clusters by first appearance, so that the same cluster has another number in another subsample.</summary>
internal sealed class FakeClusterer(Func<double[], int> label) : IClusterer
{
    internal List<DenseMatrix> Fitted { get; } = [];

    public IClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Fitted.Add(x);
        var numbers = new Dictionary<int, int>();
        var labels = new int[x.Rows];
        for (var i = 0; i < x.Rows; i++)
        {
            var name = label(x.Row(i).ToArray());
            if (name != IClustering.Noise)
            {
                numbers.TryAdd(name, numbers.Count);
            }

            labels[i] = name == IClustering.Noise ? IClustering.Noise : numbers[name];
        }

        return new Clustering(labels, numbers.Count);
    }

    private sealed record Clustering(IReadOnlyList<int> Labels, int ClusterCount) : IClustering
    {
        public AssignmentRule Rule => AssignmentRule.NearestLabelled;

        public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
