using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Clusters between steep downward and steep upward parts of a reachability plot, as scikit-learn 1.2 finds them.</summary>
/// <remarks>Figure 19 of Ankerst and others (1999) with the correction by predecessors of Schubert and Gertz (2018). Like scikit-learn 1.2, the correction takes a predecessor's row number
/// for a place in the order; labels would differ from its own otherwise.</remarks>
internal static class XiClusters
{
    /// <returns>First and last place of each cluster, inner ones before the outer ones.</returns>
    internal static IReadOnlyList<(int Start, int End)> Find(ReachabilityOrder order, double xi, int minSamples, int minClusterSize)
    {
        if (!(xi > 0 && xi < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(xi), xi, "Expected a steepness between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(minClusterSize, 2);
        var rows = order.Ordering.Length;
        double[] plot = [.. order.Ordering.Select(row => order.Reachability[row]), double.PositiveInfinity];
        var slopes = Slopes(plot, 1 - xi);
        var (areas, clusters) = (new List<SteepDown>(), new List<(int, int)>());
        var (index, between) = (0, 0.0);
        for (var steep = 0; steep < rows; steep++)
        {
            if (steep < index || slopes[steep] is not (Slope.SteepUp or Slope.SteepDown))
            {
                continue;
            }

            between = Math.Max(between, TensorPrimitives.Max<double>(plot.AsSpan(index, steep + 1 - index)));
            Filter(areas, between, 1 - xi, plot);
            var down = slopes[steep] == Slope.SteepDown;
            var end = Extend(slopes, down, steep, minSamples);
            if (down)
            {
                areas.Add(new SteepDown(steep, end));
            }
            else
            {
                var found = new List<(int, int)>();
                foreach (var area in areas)
                {
                    if (Cluster(area, steep, end, plot, order, 1 - xi) is (var start, var last) && last - start + 1 >= minClusterSize && start <= area.End && last >= steep)
                    {
                        found.Add((start, last));
                    }
                }

                found.Reverse();
                clusters.AddRange(found);
            }

            index = end + 1;
            between = plot[index];
        }

        return clusters;
    }

    /// <summary>Labels by row: the innermost cluster's number, in the order found.</summary>
    internal static int[] Labels(int[] ordering, IReadOnlyList<(int Start, int End)> clusters)
    {
        var (places, labels, next) = (new int[ordering.Length], new int[ordering.Length], 0);
        places.AsSpan().Fill(IClustering.Noise);
        foreach (var (start, end) in clusters)
        {
            var within = places.AsSpan(start, end + 1 - start);
            if (within.IndexOfAnyExcept(IClustering.Noise) < 0)
            {
                within.Fill(next++);
            }
        }

        for (var place = 0; place < ordering.Length; place++)
        {
            labels[ordering[place]] = places[place];
        }

        return labels;
    }

    private static Slope[] Slopes(double[] plot, double complement)
    {
        var slopes = new Slope[plot.Length - 1];
        for (var i = 0; i < slopes.Length; i++)
        {
            // Infinite over infinite, and 0 over 0, is no slope at all.
            var ratio = plot[i] / plot[i + 1];
            slopes[i] = ratio <= complement ? Slope.SteepUp : ratio >= 1 / complement ? Slope.SteepDown : ratio < 1 ? Slope.Up : ratio > 1 ? Slope.Down : Slope.Level;
        }

        return slopes;
    }

    // As far as no more than so many places in a row are not steep, and none goes the other way.
    private static int Extend(Slope[] slopes, bool down, int start, int minSamples)
    {
        var (steep, against) = down ? (Slope.SteepDown, (Slope.Up, Slope.SteepUp)) : (Slope.SteepUp, (Slope.Down, Slope.SteepDown));
        var (end, flat) = (start, 0);
        for (var i = start; i < slopes.Length; i++)
        {
            if (slopes[i] == steep)
            {
                (end, flat) = (i, 0);
            }
            else if (slopes[i] == against.Item1 || slopes[i] == against.Item2 || ++flat > minSamples)
            {
                break;
            }
        }

        return end;
    }

    private static void Filter(List<SteepDown> areas, double between, double complement, double[] plot)
    {
        areas.RemoveAll(area => double.IsInfinity(between) || between > plot[area.Start] * complement);
        foreach (var area in areas)
        {
            area.Between = Math.Max(area.Between, between);
        }
    }

    private static (int Start, int End)? Cluster(SteepDown area, int steep, int end, double[] plot, ReachabilityOrder order, double complement)
    {
        var (start, last, after, top) = (area.Start, end, plot[end + 1], plot[area.Start]);
        if (after * complement < area.Between)
        {
            return null;
        }

        if (top * complement >= after)
        {
            while (plot[start + 1] > after && start < area.End)
            {
                start++;
            }
        }
        else if (after * complement >= top)
        {
            while (plot[last - 1] > top && last > steep)
            {
                last--;
            }
        }

        return Corrected(plot, order, start, last);
    }

    private static (int Start, int End)? Corrected(double[] plot, ReachabilityOrder order, int start, int end)
    {
        for (; start < end; end--)
        {
            var before = order.Predecessor[order.Ordering[end]];
            var row = order.Ordering[before < 0 ? ^1 : before];
            if (plot[start] > plot[end] || order.Ordering.AsSpan(start, end - start).Contains(row))
            {
                return (start, end);
            }
        }

        return null;
    }

    private enum Slope
    {
        Level,
        Up,
        Down,
        SteepUp,
        SteepDown,
    }

    private sealed class SteepDown(int start, int end)
    {
        internal int Start { get; } = start;

        internal int End { get; } = end;

        internal double Between { get; set; }
    }
}
