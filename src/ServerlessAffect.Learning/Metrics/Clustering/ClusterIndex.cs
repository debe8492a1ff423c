namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>Labels of any numbers as indices from 0, in the order of the numbers, with how many rows each has.</summary>
internal sealed record ClusterIndex(int[] Index, int[] Sizes)
{
    internal int Count => Sizes.Length;

    /// <summary>Silhouettes and their kin say something from two clusters up to one fewer than there are rows.</summary>
    internal bool IsComparable => Count >= 2 && Count < Index.Length;

    internal static ClusterIndex Of(ReadOnlySpan<int> labels)
    {
        var names = labels.ToArray();
        Array.Sort(names);
        var distinct = 0;
        for (var i = 0; i < names.Length; i++)
        {
            if (i == 0 || names[i] != names[i - 1])
            {
                names[distinct++] = names[i];
            }
        }

        var (index, sizes) = (new int[labels.Length], new int[distinct]);
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = Array.BinarySearch(names, 0, distinct, labels[i]);
            sizes[index[i]]++;
        }

        return new ClusterIndex(index, sizes);
    }

    internal static ClusterIndex Of(DenseMatrix x, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Rows == labels.Length
            ? Of(labels)
            : throw new ArgumentException($"Expected one label a row ({x.Rows}); got {labels.Length}.", nameof(labels));
    }
}
