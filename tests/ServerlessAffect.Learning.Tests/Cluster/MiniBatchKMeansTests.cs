using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class MiniBatchKMeansTests
{
    [Fact]
    public void Groups_that_lie_apart_are_found()
    {
        var x = Groups.Make(1, 3000, 4, 5);
        var clustering = new MiniBatchKMeans { Clusters = 5, BatchSize = 256 }.Fit(x);

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => i % 5), ClusteringCases.Canonical(clustering.Labels));
        Assert.Equal(clustering.Labels, clustering.Assign(x));
    }

    [Fact]
    public void A_seed_settles_every_bit_whatever_the_threads()
    {
        var x = Invented.Matrix(2, 2500, 3);
        var one = new MiniBatchKMeans { Clusters = 6, BatchSize = 200, RandomState = 3, Parallelism = 1 }.Fit(x);
        var some = new MiniBatchKMeans { Clusters = 6, BatchSize = 200, RandomState = 3, Parallelism = 4 }.Fit(x);
        var other = new MiniBatchKMeans { Clusters = 6, BatchSize = 200, RandomState = 4 }.Fit(x);

        Assert.Equal(one.Centers.Values, some.Centers.Values);
        Assert.Equal(one.Labels, some.Labels);
        Assert.NotEqual(one.Centers.Values, other.Centers.Values);
    }

    [Fact]
    public void Centres_are_means_of_all_that_they_were_given()
    {
        // One cluster: the mean of all drawn rows, of which 0 and 1 come about as often.
        var clustering = new MiniBatchKMeans { Clusters = 1, BatchSize = 50, MaxIterations = 200, MaxNoImprovement = null }.Fit(
            new DenseMatrix(100, 1, [.. Enumerable.Range(0, 100).Select(i => (double)(i % 2))]));

        Assert.Equal(400, clustering.Iterations);
        Assert.Equal(0.5, clustering.Centers[0, 0], 0.02);
    }

    [Fact]
    public void It_stops_where_nothing_improves_or_nothing_moves()
    {
        var x = Groups.Make(4, 1000, 2, 3);

        Assert.InRange(new MiniBatchKMeans { Clusters = 3, BatchSize = 100, MaxNoImprovement = 3 }.Fit(x).Iterations, 5, 300);
        Assert.InRange(new MiniBatchKMeans { Clusters = 3, BatchSize = 100, MaxNoImprovement = null, Tolerance = 1e-3 }.Fit(x).Iterations, 2, 300);
        Assert.Equal(1000, new MiniBatchKMeans { Clusters = 3, BatchSize = 100, MaxNoImprovement = null }.Fit(x).Iterations);
    }

    [Fact]
    public void One_row_and_equal_rows_are_clusters()
    {
        Assert.Equal([0], new MiniBatchKMeans { Clusters = 1 }.Fit(new DenseMatrix(1, 2, [3, 4])).Labels);
        Assert.Equal(0, new MiniBatchKMeans { Clusters = 3 }.Fit(new DenseMatrix(6, 1, [5, 5, 5, 5, 5, 5])).Inertia);
    }

    [Fact]
    public void Rows_that_cannot_be_grouped_are_refused_with_what_to_change()
    {
        var few = Assert.Throws<AffectException>(() => new MiniBatchKMeans { Clusters = 4 }.Fit(Invented.Matrix(1, 3, 2)));
        var broken = Assert.Throws<AffectException>(() => new MiniBatchKMeans { Clusters = 1 }.Fit(new DenseMatrix(1, 1, [double.PositiveInfinity])));

        Assert.All([few, broken], e => Assert.Equal(ErrorCodes.InvalidData, e.Code));
        Assert.Contains("ask for fewer clusters", few.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_tells_where_it_stands_and_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        var reports = new Reports(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new MiniBatchKMeans { Clusters = 5 }.Fit(Invented.Matrix(1, 500, 3), reports, stop.Token));
        Assert.Equal(1, Assert.Single(reports.All).Iteration);
    }
}
