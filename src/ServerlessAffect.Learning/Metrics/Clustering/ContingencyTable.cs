namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>How many rows each pair of labels shares, and how far two groupings of the same rows agree, whatever their labels are called; definitions as in scikit-learn.</summary>
/// <remarks>Only pairs that occur are kept, so that memory grows with the rows. Logarithms are natural. Every label is a group of its own, noise too.</remarks>
public sealed class ContingencyTable
{
    private const double Negligible = 2.220446049250313e-16;

    private readonly int[] _truthSizes;
    private readonly int[] _clusterSizes;
    private readonly (int Truth, int Cluster, int Count)[] _cells;

    private ContingencyTable(int rows, int[] truthSizes, int[] clusterSizes, (int Truth, int Cluster, int Count)[] cells) =>
        (Rows, _truthSizes, _clusterSizes, _cells) = (rows, truthSizes, clusterSizes, cells);

    public int Rows { get; }

    /// <summary>Different labels of the truth.</summary>
    public int Classes => _truthSizes.Length;

    /// <summary>Different labels of the clustering.</summary>
    public int Clusters => _clusterSizes.Length;

    /// <summary>Share of the pairs of rows that both keep together or both keep apart; 1 where there are no pairs.</summary>
    public double Rand
    {
        get
        {
            var pairs = Pairs();
            var all = pairs.Together + pairs.OnlyClusters + pairs.OnlyTruth + pairs.Apart;
            return all == 0 ? 1 : (pairs.Together + pairs.Apart) / all;
        }
    }

    /// <summary>ARI: <see cref="Rand"/> on a scale where chance is 0 and equality 1 (Hubert and Arabie 1985); -0.5 at the lowest.</summary>
    public double AdjustedRand
    {
        get
        {
            var (both, clusters, truth, apart) = Pairs();
            return clusters == 0 && truth == 0
                ? 1
                : 2 * ((both * apart) - (truth * clusters)) / (((both + truth) * (truth + apart)) + ((both + clusters) * (clusters + apart)));
        }
    }

    /// <summary>√(precision · recall) over pairs of rows; 0 where no pair is together in both.</summary>
    public double FowlkesMallows
    {
        get
        {
            var pairs = Pairs();
            return pairs.Together == 0
                ? 0
                : Math.Sqrt(pairs.Together / (pairs.Together + pairs.OnlyClusters)) * Math.Sqrt(pairs.Together / (pairs.Together + pairs.OnlyTruth));
        }
    }

    /// <summary>What one grouping tells of the other, in nats.</summary>
    public double MutualInformation
    {
        get
        {
            var sum = 0.0;
            foreach (var (truth, cluster, count) in _cells)
            {
                sum += count * (Math.Log((double)count * Rows) - Math.Log((double)_truthSizes[truth] * _clusterSizes[cluster]));
            }

            return Rows == 0 ? 0 : Math.Max(0, sum / Rows);
        }
    }

    /// <summary>NMI: mutual information over the mean of both entropies; 1 where both are one group.</summary>
    public double NormalizedMutualInformation
    {
        get
        {
            var shared = MutualInformation;
            return IsTrivial ? 1 : shared < Negligible ? 0 : shared / MeanEntropy;
        }
    }

    /// <summary>AMI: the same on a scale where chance is 0, with the exact expectation over all groupings with the same sizes (Vinh, Epps and Bailey 2010).</summary>
    public double AdjustedMutualInformation
    {
        get
        {
            if (IsTrivial)
            {
                return 1;
            }

            var expected = ExpectedMutualInformation.Of(_truthSizes, _clusterSizes, Rows);
            var room = MeanEntropy - expected;
            return (MutualInformation - expected) / (Math.Abs(room) < Negligible ? Math.CopySign(Negligible, room) : room);
        }
    }

    /// <summary>Share of what there is to know of the truth that the clusters tell; 1 where every cluster is of one class.</summary>
    public double Homogeneity => Share(_truthSizes);

    /// <summary>Share of what there is to know of the clusters that the truth tells; 1 where every class is in one cluster.</summary>
    public double Completeness => Share(_clusterSizes);

    /// <summary>Harmonic mean of <see cref="Homogeneity"/> and <see cref="Completeness"/>.</summary>
    public double VMeasure
    {
        get
        {
            var (homogeneity, completeness) = (Homogeneity, Completeness);
            return homogeneity + completeness == 0 ? 0 : 2 * homogeneity * completeness / (homogeneity + completeness);
        }
    }

    /// <summary>Share of the rows that belong to the most frequent class of their cluster; NaN without rows.</summary>
    public double Purity
    {
        get
        {
            var largest = new int[Clusters];
            foreach (var (_, cluster, count) in _cells)
            {
                largest[cluster] = Math.Max(largest[cluster], count);
            }

            return largest.Sum() / (double)Rows;
        }
    }

    private bool IsTrivial => Classes == Clusters && Classes <= 1;

    private double MeanEntropy => (Entropy(_truthSizes) + Entropy(_clusterSizes)) / 2;

    /// <param name="truth">[rows], any numbers.</param>
    /// <param name="labels">[rows], any numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ContingencyTable Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> labels)
    {
        if (truth.Length != labels.Length)
        {
            throw new ArgumentException($"Expected as many labels as the truth has ({truth.Length}); got {labels.Length}.", nameof(labels));
        }

        var (classes, clusters) = (ClusterIndex.Of(truth), ClusterIndex.Of(labels));
        var keys = new long[truth.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)classes.Index[i] * clusters.Count) + clusters.Index[i];
        }

        Array.Sort(keys);
        var cells = new List<(int Truth, int Cluster, int Count)>();
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            cells.Add(((int)(keys[start] / clusters.Count), (int)(keys[start] % clusters.Count), end - start));
            start = end;
        }

        return new ContingencyTable(truth.Length, classes.Sizes, clusters.Sizes, [.. cells]);
    }

    /// <summary>[classes, clusters], labels in ascending order. For tables small enough to be looked at.</summary>
    public int[,] ToDense()
    {
        var counts = new int[Classes, Clusters];
        foreach (var (truth, cluster, count) in _cells)
        {
            counts[truth, cluster] = count;
        }

        return counts;
    }

    private double Share(int[] sizes)
    {
        var all = Entropy(sizes);
        return all == 0 ? 1 : MutualInformation / all;
    }

    private double Entropy(int[] sizes)
    {
        var sum = 0.0;
        foreach (var size in sizes)
        {
            sum -= size * (Math.Log(size) - Math.Log(Rows));
        }

        // One group has none, without a rest of rounding.
        return sizes.Length <= 1 ? 0 : sum / Rows;
    }

    // Ordered pairs of rows: together in both, in the clusters alone, in the truth alone, in neither.
    private (double Together, double OnlyClusters, double OnlyTruth, double Apart) Pairs()
    {
        var (both, clusters, truth) = (0.0, 0.0, 0.0);
        foreach (var (_, _, count) in _cells)
        {
            both += (double)count * (count - 1);
        }

        foreach (var size in _clusterSizes)
        {
            clusters += (double)size * (size - 1);
        }

        foreach (var size in _truthSizes)
        {
            truth += (double)size * (size - 1);
        }

        return (both, clusters - both, truth - both, ((double)Rows * (Rows - 1)) - clusters - truth + both);
    }
}
