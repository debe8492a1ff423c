using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class BisectingKMeansTests
{
    [Theory]
    [InlineData(BisectingStrategy.BiggestInertia)]
    [InlineData(BisectingStrategy.LargestCluster)]
    public void Groups_that_lie_apart_are_found(BisectingStrategy strategy)
    {
        var x = Groups.Make(1, 400, 3, 4);
        var clustering = new BisectingKMeans { Clusters = 4, NInit = 3, Strategy = strategy }.Fit(x);

        Assert.Equal(Enumerable.Range(0, 400).Select(i => i % 4), ClusteringCases.Canonical(clustering.Labels));
        Assert.Equal(4, clustering.ClusterCount);
    }

    [Fact]
    public void What_is_split_next_is_a_setting()
    {
        // Five rows close together, two far apart.
        var x = new DenseMatrix(7, 1, [0, 0.1, 0.2, 0.3, 0.4, 100, 110]);

        Assert.Equal([0, 0, 0, 0, 0, 1, 2], ClusteringCases.Canonical(new BisectingKMeans { Clusters = 3 }.Fit(x).Labels));
        Assert.Single(new BisectingKMeans { Clusters = 3, Strategy = BisectingStrategy.LargestCluster }.Fit(x).Labels.Skip(5).Distinct());
    }

    [Fact]
    public void Rows_go_down_the_splits_that_the_fitted_ones_made()
    {
        var x = Invented.Matrix(3, 500, 4);
        var clustering = new BisectingKMeans { Clusters = 9, Tolerance = 0 }.Fit(x);

        Assert.Equal(AssignmentRule.Predicted, clustering.Rule);
        Assert.Equal(clustering.Labels, clustering.Assign(x));
        Assert.Equal(clustering.Inertia, Enumerable.Range(0, 500).Sum(i => Enumerable.Range(0, 4).Sum(j => Math.Pow(x[i, j] - clustering.Centers[clustering.Labels[i], j], 2))), 1e-9);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var x = Invented.Matrix(4, 2000, 3);

        Assert.Equal(new BisectingKMeans { Parallelism = 1 }.Fit(x).Centers.Values, new BisectingKMeans { Parallelism = 3 }.Fit(x).Centers.Values);
    }

    [Fact]
    public void Rows_that_cannot_be_grouped_are_refused_with_what_to_change()
    {
        var few = Assert.Throws<AffectException>(() => new BisectingKMeans { Clusters = 4 }.Fit(Invented.Matrix(1, 3, 2)));
        var equal = Assert.Throws<AffectException>(() => new BisectingKMeans { Clusters = 3 }.Fit(new DenseMatrix(4, 1, [1, 1, 2, 2])));
        var broken = Assert.Throws<AffectException>(() => new BisectingKMeans { Clusters = 1 }.Fit(new DenseMatrix(1, 1, [double.NaN])));

        Assert.All([few, equal, broken], e => Assert.Equal(ErrorCodes.InvalidData, e.Code));
        Assert.Contains("when there were 2", equal.Message, StringComparison.Ordinal);
        Assert.Equal([0, 0, 1, 1], ClusteringCases.Canonical(new BisectingKMeans { Clusters = 2 }.Fit(new DenseMatrix(4, 1, [1, 1, 2, 2])).Labels));
        Assert.Equal([0], new BisectingKMeans { Clusters = 1 }.Fit(new DenseMatrix(1, 1, [1])).Labels);
    }

    [Fact]
    public void A_fit_tells_where_it_stands_and_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        var reports = new Reports(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new BisectingKMeans { Clusters = 5 }.Fit(Invented.Matrix(1, 500, 3), reports, stop.Token));
        Assert.Equal(1, Assert.Single(reports.All).Iteration);
    }
}
