using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class OpticsTests
{
    [Theory]
    [InlineData(2, double.PositiveInfinity)]
    [InlineData(6, double.PositiveInfinity)]
    [InlineData(6, 0.4)]
    public void Order_and_reach_are_those_of_the_definition(int minSamples, double maxEps)
    {
        var x = Invented.Matrix(7, 250, 3);
        var clustering = new Optics { MinSamples = minSamples, MaxEps = maxEps }.Fit(x);
        double Far(int i, int k) => Math.Sqrt(Enumerable.Range(0, x.Columns).Sum(j => (x[i, j] - x[k, j]) * (x[i, j] - x[k, j])));
        var all = Enumerable.Range(0, x.Rows).ToArray();
        var core = all.Select(i => all.Select(k => Far(i, k)).Order().ElementAt(minSamples - 1)).Select(d => d > maxEps ? double.PositiveInfinity : d).ToArray();
        var (reach, from, open, order) = (all.Select(_ => double.PositiveInfinity).ToArray(), all.Select(_ => -1).ToArray(), all.ToList(), new List<int>());
        while (open.Count > 0)
        {
            var row = open.MinBy(i => (reach[i], i));
            open.Remove(row);
            order.Add(row);
            foreach (var other in open.Where(o => core[row] <= maxEps && Far(row, o) <= maxEps && Math.Max(core[row], Far(row, o)) < reach[o] - 1e-14))
            {
                (reach[other], from[other]) = (Math.Max(core[row], Far(row, other)), row);
            }
        }

        Assert.Equal(order, clustering.Ordering);
        Assert.Equal(from, clustering.Predecessor);
        Assert.All(all, i => Assert.Equal(reach[i], clustering.Reachability[i], 1e-12));
        Assert.All(all, i => Assert.Equal(core[i], clustering.CoreDistances[i], 1e-12));
    }

    [Fact]
    public void Groups_that_lie_apart_are_found_either_way()
    {
        var x = Groups.Make(2, 240, 3, 4);
        var expected = Enumerable.Range(0, 240).Select(i => i % 4).ToArray();
        var steep = new Optics { MinSamples = 5, MinClusterSize = 30 }.Fit(x);

        Assert.InRange(ClusteringCases.AdjustedRand(expected, steep.Labels), 0.75, 1);
        Assert.Equal(expected, ClusteringCases.Canonical(steep.ExtractDbscan(2).Labels));
        Assert.Equal(expected, ClusteringCases.Canonical(new Optics { Eps = 2 }.Fit(x).Labels));
        Assert.Equal(steep.Labels, steep.ExtractDbscan(2).ExtractXi(0.05, 30).Labels);
        Assert.Equal(steep.Ordering, steep.ExtractDbscan(2).Ordering);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var x = Invented.Matrix(4, 300, 3);

        Assert.Equal(new Optics { Parallelism = 1 }.Fit(x).Reachability, new Optics { Parallelism = 4 }.Fit(x).Reachability);
    }

    [Fact]
    public void Equal_rows_are_reached_at_no_distance()
    {
        var clustering = new Optics { MinSamples = 3 }.Fit(new DenseMatrix(12, 1, [1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]));

        Assert.Equal(Enumerable.Range(0, 12), clustering.Ordering);
        Assert.Equal([double.PositiveInfinity, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0], clustering.Reachability);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], clustering.ExtractDbscan(1).Labels);
    }

    [Fact]
    public void Where_nothing_is_within_the_longest_reach_all_is_noise()
    {
        var clustering = new Optics { MinSamples = 2, MaxEps = 0.5 }.Fit(new DenseMatrix(4, 1, [0, 1, 2, 3]));

        Assert.All(clustering.Labels, label => Assert.Equal(IClustering.Noise, label));
        Assert.All(clustering.CoreDistances, d => Assert.Equal(double.PositiveInfinity, d));
        Assert.Equal([0, 1, 2, 3], clustering.Ordering);
        Assert.Throws<ArgumentOutOfRangeException>(() => clustering.ExtractDbscan(0.6));
    }

    [Fact]
    public void Rows_that_cannot_be_grouped_are_refused_with_what_to_change()
    {
        var few = Assert.Throws<AffectException>(() => new Optics { MinSamples = 5 }.Fit(Invented.Matrix(1, 4, 2)));
        var broken = Assert.Throws<AffectException>(() => new Optics { MinSamples = 2 }.Fit(new DenseMatrix(2, 1, [1, double.NaN])));
        var large = Assert.Throws<AffectException>(() => new Optics { MinSamples = 2, MinClusterSize = 9 }.Fit(Invented.Matrix(1, 8, 2)));

        Assert.All([few, broken, large], e => Assert.Equal(ErrorCodes.InvalidData, e.Code));
        Assert.Contains("lower that number", few.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Optics { Eps = 2, MaxEps = 1 }.Fit(Invented.Matrix(1, 9, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Optics { Xi = 1 }.Fit(Invented.Matrix(1, 9, 2)));
    }

    [Fact]
    public void A_fit_tells_where_it_stands_and_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        var reports = new Reports(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new Optics().Fit(Invented.Matrix(1, 600, 2), reports, stop.Token));
        Assert.Equal(256, Assert.Single(reports.All).Iteration);
    }
}
