namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>Counts, for pairs of items, the subsamples that hold both and those that put both into one cluster; rows of noise are with nobody.</summary>
internal sealed class CoAssignment(int[] items)
{
    // The pair (i, j), j below i, stands at i (i - 1) / 2 + j.
    private readonly int[] _held = new int[items.Length * (items.Length - 1) / 2];
    private readonly int[] _together = new int[items.Length * (items.Length - 1) / 2];

    /// <param name="labels">[rows] of the whole table, <see cref="ConsensusClustering.NotDrawn"/> for those that the subsample does not hold.</param>
    internal void Add(int[] labels)
    {
        for (var (i, at) = (0, 0); i < items.Length; at += i++)
        {
            var label = labels[items[i]];
            if (label == ConsensusClustering.NotDrawn)
            {
                continue;
            }

            for (var j = 0; j < i; j++)
            {
                var other = labels[items[j]];
                _held[at + j] += other != ConsensusClustering.NotDrawn ? 1 : 0;
                _together[at + j] += other == label && label != IClustering.Noise ? 1 : 0;
            }
        }
    }

    /// <summary>[items, items]; 1 on the diagonal.</summary>
    internal DenseMatrix ToMatrix()
    {
        var matrix = new DenseMatrix(items.Length, items.Length);
        for (var (i, at) = (0, 0); i < items.Length; at += i++)
        {
            matrix[i, i] = 1;
            for (var j = 0; j < i; j++)
            {
                matrix[i, j] = matrix[j, i] = (double)_together[at + j] / _held[at + j];
            }
        }

        return matrix;
    }
}
