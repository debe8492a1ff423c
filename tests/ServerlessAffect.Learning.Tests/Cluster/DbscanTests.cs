using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class DbscanTests
{
    [Theory]
    [InlineData(0.15, 2)]
    [InlineData(0.3, 4)]
    [InlineData(0.45, 8)]
    [InlineData(0.7, 30)]
    [InlineData(3, 5)]
    public void Labels_are_those_of_the_definition(double eps, int minSamples)
    {
        var x = Invented.Matrix(7, 300, 3);
        var clustering = new Dbscan { Eps = eps, MinSamples = minSamples }.Fit(x);

        Assert.Equal(ByDefinition(x, eps, minSamples), clustering.Labels);
    }

    [Fact]
    public void A_row_at_exactly_the_reach_is_in_reach()
    {
        Assert.Equal([0, 0, 0], new Dbscan { Eps = 1, MinSamples = 2 }.Fit(new DenseMatrix(3, 1, [0, 1, 2])).Labels);
        Assert.Equal([-1, -1, -1], new Dbscan { Eps = Math.BitDecrement(1), MinSamples = 2 }.Fit(new DenseMatrix(3, 1, [0, 1, 2])).Labels);
    }

    [Fact]
    public void A_row_between_two_clusters_joins_the_one_found_first()
    {
        // Row 0 is in reach of both, and core in none; the cluster whose first core row comes first is number 0.
        var x = new DenseMatrix(9, 1, [10, 11, 11.1, 11.2, 11.3, 9, 8.9, 8.8, 8.7]);

        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1], new Dbscan { Eps = 1, MinSamples = 4 }.Fit(x).Labels);
    }

    [Fact]
    public void Rows_in_another_order_make_the_same_groups()
    {
        var x = Groups.Make(3, 200, 3, 4);
        int[] order = [.. Enumerable.Range(0, 200).Select(i => i * 77 % 200)];
        var learner = new Dbscan { Eps = 0.8, MinSamples = 4 };

        Assert.Equal(
            ClusteringCases.Canonical(order.Select(i => learner.Fit(x).Labels[i])), ClusteringCases.Canonical(learner.Fit(x.TakeRows(order)).Labels));
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var x = Invented.Matrix(4, 500, 3);

        Assert.Equal(new Dbscan { Eps = 0.25, Parallelism = 1 }.Fit(x).Labels, new Dbscan { Eps = 0.25, Parallelism = 4 }.Fit(x).Labels);
    }

    [Fact]
    public void Equal_rows_are_one_cluster_and_few_rows_are_noise()
    {
        Assert.All(new Dbscan { Eps = 1e-300, MinSamples = 5 }.Fit(new DenseMatrix(20, 2, [.. Enumerable.Repeat(3.0, 40)])).Labels, label => Assert.Equal(0, label));
        Assert.Equal([-1], new Dbscan().Fit(new DenseMatrix(1, 1, [0])).Labels);
        Assert.Equal([0], new Dbscan { MinSamples = 1 }.Fit(new DenseMatrix(1, 1, [0])).Labels);
        Assert.Equal(0, new Dbscan { MinSamples = 9 }.Fit(Invented.Matrix(1, 8, 2)).ClusterCount);
    }

    [Fact]
    public void A_further_row_takes_the_label_of_the_nearest_noise_included()
    {
        var clustering = new Dbscan { Eps = 1, MinSamples = 2 }.Fit(new DenseMatrix(3, 1, [0, 1, 50]));

        Assert.Equal([0, IClustering.Noise], clustering.Assign(new DenseMatrix(2, 1, [2, 40])));
        Assert.Equal([0, 1], clustering.CoreRows);
    }

    [Fact]
    public void Rows_that_cannot_be_grouped_are_refused_with_what_to_change()
    {
        var none = Assert.Throws<AffectException>(() => new Dbscan().Fit(new DenseMatrix(0, 2)));
        var broken = Assert.Throws<AffectException>(() => new Dbscan().Fit(new DenseMatrix(2, 1, [1, double.NaN])));

        Assert.All([none, broken], e => Assert.Equal(ErrorCodes.InvalidData, e.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dbscan { Eps = 0 }.Fit(Invented.Matrix(1, 2, 2)));
    }

    [Fact]
    public void A_fit_tells_where_it_stands_and_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        var reports = new Reports(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new Dbscan().Fit(Invented.Matrix(1, 200, 2), reports, stop.Token));
        Assert.Equal(1, Assert.Single(reports.All).Iteration);
    }

    private static int[] ByDefinition(DenseMatrix x, double eps, int minSamples)
    {
        bool Near(int i, int k) => Math.Sqrt(Enumerable.Range(0, x.Columns).Sum(j => (x[i, j] - x[k, j]) * (x[i, j] - x[k, j]))) <= eps;
        int[] all = [.. Enumerable.Range(0, x.Rows)];
        var near = all.Select(i => all.Where(k => Near(i, k)).ToArray()).ToArray();
        int[] labels = [.. all.Select(_ => -1)];
        var next = 0;
        foreach (var start in all.Where(i => near[i].Length >= minSamples))
        {
            if (labels[start] >= 0)
            {
                continue;
            }

            var open = new Queue<int>([start]);
            labels[start] = next;
            while (open.TryDequeue(out var core))
            {
                foreach (var row in near[core].Where(row => labels[row] < 0))
                {
                    labels[row] = next;
                    if (near[row].Length >= minSamples)
                    {
                        open.Enqueue(row);
                    }
                }
            }

            next++;
        }

        return labels;
    }
}
