using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>What a silhouette needs of all pairs of rows: each row's summed distance to its own cluster, and its mean distance to the nearest other one.</summary>
/// <remarks>
/// Every distance is computed once and counts for both of its rows. Clusters come one after the other; the rows of one are cut into at most sixteen blocks, which
/// run on some threads and each gather what their distances mean for the other rows in a vector of their own, added up in the order of the blocks: the bits do not
/// depend on the number of threads, and memory grows with the rows, never with their square.
/// </remarks>
internal sealed class ClusterDistances<TPair>(GroupedRows rows, int[] sizes, int parallelism)
    where TPair : struct, IPairDistance
{
    private const int Lanes = GroupedRows.Lanes;
    private const int MaxBlocks = 16;
    private const int LeastGroups = 4;

    // Numbers of the second rows' groups that are gone through for every first row: they stay in the nearest cache.
    private const int ChunkValues = 3072;

    private readonly double[][] _across = new double[MaxBlocks][];
    private readonly int _chunk = Math.Max(1, ChunkValues / Math.Max(1, rows.Columns * Lanes));

    /// <summary>[groups, 8], summed over the row's own cluster.</summary>
    internal double[] Inside { get; } = new double[rows.Weights.Length];

    /// <summary>[groups, 8], the smallest mean over the rows of another cluster.</summary>
    internal double[] Nearest { get; } = Filled(rows.Weights.Length);

    internal void Run(IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var groups = rows.FirstGroup[^1];
        for (var cluster = 0; cluster < sizes.Length; cluster++)
        {
            var (first, count) = (rows.FirstGroup[cluster], rows.FirstGroup[cluster + 1] - rows.FirstGroup[cluster]);
            var (own, width) = (cluster, (groups - first) * Lanes);
            var blockSize = Math.Max(LeastGroups, RowBlocks.Count(count, MaxBlocks));
            RowBlocks.Run(
                count,
                blockSize,
                parallelism,
                (block, start, length) =>
                {
                    var across = _across[block] ??= new double[width];
                    across.AsSpan(0, width).Clear();
                    Block(own, first + start, length, across, cancellationToken);
                },
                cancellationToken);
            Gather(cluster, RowBlocks.Count(count, blockSize));
            var left = (double)(groups - first - count) / groups;
            progress?.Report(new FitProgress(cluster + 1, sizes.Length, left * left, cluster + 1 == sizes.Length));
        }
    }

    private static double[] Filled(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.PositiveInfinity);
        return values;
    }

    // The rows of some groups of one cluster against its own later groups and all later clusters.
    private void Block(int cluster, int firstGroup, int groups, double[] across, CancellationToken cancellationToken)
    {
        var sums = new double[groups * Lanes];
        for (var other = cluster; other < sizes.Length; other++)
        {
            Array.Clear(sums);
            var end = rows.FirstGroup[other + 1];
            for (var chunk = Math.Max(firstGroup, rows.FirstGroup[other]); chunk < end; chunk += _chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var chunkEnd = Math.Min(end, chunk + _chunk);
                for (var g = 0; g < groups && firstGroup + g < chunkEnd; g++)
                {
                    var from = Math.Max(chunk, firstGroup + g);
                    for (var half = 0; half < Lanes; half += Vector256<double>.Count)
                    {
                        FourRows(firstGroup + g, half, from, chunkEnd, sums.AsSpan((g * Lanes) + half), across, rows.FirstGroup[cluster]);
                    }
                }
            }

            for (var i = 0; i < sums.Length; i++)
            {
                var at = (firstGroup * Lanes) + i;
                if (other == cluster)
                {
                    Inside[at] += sums[i];
                }
                else
                {
                    Nearest[at] = Math.Min(Nearest[at], sums[i] / sizes[other]);
                }
            }
        }
    }

    // Four rows of a group against all rows of the groups from .. to - 1; a group's distances to itself count for the four rows alone.
    private void FourRows(int group, int half, int from, int to, Span<double> sums, double[] across, int acrossFirst)
    {
        var stride = rows.Columns * Lanes;
        ref var values = ref MemoryMarshal.GetArrayDataReference(rows.Values);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(rows.Weights);
        ref var a = ref Unsafe.Add(ref values, ((nint)group * stride) + half);
        ref var own = ref Unsafe.Add(ref weights, ((nint)group * Lanes) + half);
        var (w0, w1, w2, w3) = (Vector256.Create(own), Vector256.Create(Unsafe.Add(ref own, 1)), Vector256.Create(Unsafe.Add(ref own, 2)), Vector256.Create(Unsafe.Add(ref own, 3)));
        var (r0, r1, r2, r3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var other = from; other < to; other++)
        {
            ref var b = ref Unsafe.Add(ref values, (nint)other * stride);
            var (d0, e0, d1, e1) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            var (d2, e2, d3, e3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            for (nint k = 0; k < stride; k += Lanes)
            {
                var low = Vector256.LoadUnsafe(ref b, (nuint)k);
                var high = Vector256.LoadUnsafe(ref b, (nuint)(k + 4));
                var x = Vector256.Create(Unsafe.Add(ref a, k));
                d0 = TPair.Add(d0, x, low);
                e0 = TPair.Add(e0, x, high);
                x = Vector256.Create(Unsafe.Add(ref a, k + 1));
                d1 = TPair.Add(d1, x, low);
                e1 = TPair.Add(e1, x, high);
                x = Vector256.Create(Unsafe.Add(ref a, k + 2));
                d2 = TPair.Add(d2, x, low);
                e2 = TPair.Add(e2, x, high);
                x = Vector256.Create(Unsafe.Add(ref a, k + 3));
                d3 = TPair.Add(d3, x, low);
                e3 = TPair.Add(e3, x, high);
            }

            (d0, d1, d2, d3) = (TPair.Finish(d0), TPair.Finish(d1), TPair.Finish(d2), TPair.Finish(d3));
            (e0, e1, e2, e3) = (TPair.Finish(e0), TPair.Finish(e1), TPair.Finish(e2), TPair.Finish(e3));
            var place = (nuint)(other * Lanes);
            var (lowWeights, highWeights) = (Vector256.LoadUnsafe(ref weights, place), Vector256.LoadUnsafe(ref weights, place + 4));
            r0 += (d0 * lowWeights) + (e0 * highWeights);
            r1 += (d1 * lowWeights) + (e1 * highWeights);
            r2 += (d2 * lowWeights) + (e2 * highWeights);
            r3 += (d3 * lowWeights) + (e3 * highWeights);
            if (other != group)
            {
                ref var target = ref across[(other - acrossFirst) * Lanes];
                (Vector256.LoadUnsafe(ref target) + ((d0 * w0) + (d1 * w1)) + ((d2 * w2) + (d3 * w3))).StoreUnsafe(ref target);
                (Vector256.LoadUnsafe(ref target, 4) + ((e0 * w0) + (e1 * w1)) + ((e2 * w2) + (e3 * w3))).StoreUnsafe(ref target, 4);
            }
        }

        sums[0] += Across(r0);
        sums[1] += Across(r1);
        sums[2] += Across(r2);
        sums[3] += Across(r3);
    }

    // Pairs, always the same ones.
    private static double Across(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);

    // What the blocks of one cluster mean for its own rows and for those of later clusters.
    private void Gather(int cluster, int blocks)
    {
        var start = rows.FirstGroup[cluster] * Lanes;
        for (var other = cluster; other < sizes.Length; other++)
        {
            for (var at = rows.FirstGroup[other] * Lanes; at < rows.FirstGroup[other + 1] * Lanes; at++)
            {
                var sum = 0.0;
                for (var block = 0; block < blocks; block++)
                {
                    sum += _across[block][at - start];
                }

                if (other == cluster)
                {
                    Inside[at] += sum;
                }
                else
                {
                    Nearest[at] = Math.Min(Nearest[at], sum / sizes[cluster]);
                }
            }
        }
    }
}
