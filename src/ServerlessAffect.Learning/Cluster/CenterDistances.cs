using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>How far rows are from centres.</summary>
internal static class CenterDistances
{
    /// <summary>Σ (a_j - b_j)², always in the same order.</summary>
    internal static double Squared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var j = 0;
        for (; j <= a.Length - 8; j += 8)
        {
            var d = Vector256.LoadUnsafe(ref left, (nuint)j) - Vector256.LoadUnsafe(ref right, (nuint)j);
            low = Vector256.FusedMultiplyAdd(d, d, low);
            d = Vector256.LoadUnsafe(ref left, (nuint)j + 4) - Vector256.LoadUnsafe(ref right, (nuint)j + 4);
            high = Vector256.FusedMultiplyAdd(d, d, high);
        }

        low += high;
        var sum = low[0] + low[1] + low[2] + low[3];
        for (; j < a.Length; j++)
        {
            sum = Math.FusedMultiplyAdd(a[j] - b[j], a[j] - b[j], sum);
        }

        return sum;
    }

    /// <summary>Sum of the squared distances of rows from their centres.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="labels">[rows], a centre each.</param>
    /// <param name="centers">[centres, columns].</param>
    /// <param name="squared">[rows]; gets the squared distances.</param>
    internal static double Inertia(DenseMatrix x, ReadOnlySpan<int> labels, DenseMatrix centers, Span<double> squared)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            squared[i] = Squared(x.Row(i), centers.Row(labels[i]));
        }

        return FixedOrder.Sum(squared[..labels.Length]);
    }
}
