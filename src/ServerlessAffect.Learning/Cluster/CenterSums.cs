using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Sums and counts of the rows of every cluster.</summary>
internal sealed class CenterSums(int clusters, int columns)
{
    /// <summary>[clusters, columns].</summary>
    internal DenseMatrix Sums { get; } = new(clusters, columns);

    internal int[] Counts { get; } = new int[clusters];

    internal void Clear()
    {
        Sums.Values.AsSpan().Clear();
        Counts.AsSpan().Clear();
    }

    internal void Add(int cluster, ReadOnlySpan<double> row)
    {
        Counts[cluster]++;
        Add(row, Sums.Row(cluster));
    }

    internal void Add(CenterSums other)
    {
        Add(other.Sums.Values, Sums.Values);
        for (var c = 0; c < Counts.Length; c++)
        {
            Counts[c] += other.Counts[c];
        }
    }

    // Element by element: the same bits however wide the vectors are.
    private static void Add(ReadOnlySpan<double> row, Span<double> sum)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sum);
        var j = 0;
        for (; j <= row.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref from, (nuint)j) + Vector.LoadUnsafe(ref to, (nuint)j)).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            sum[j] += row[j];
        }
    }
}
