using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class KMeansTests
{
    [Fact]
    public void An_empty_cluster_takes_the_row_farthest_from_its_centre()
    {
        // Nothing is nearest to the third start; the row at 30 is farthest from its centre and becomes one, as scikit-learn does it.
        var x = new DenseMatrix(7, 1, [0, 1, 2, 10, 11, 12, 30]);
        var clustering = new KMeans { Clusters = 3, Init = new DenseMatrix(3, 1, [1, 11, 500]), Tolerance = 0 }.Fit(x);

        Assert.Equal([0, 0, 0, 1, 1, 1, 2], clustering.Labels);
        Assert.Equal([1, 11, 30], clustering.Centers.Values);
        Assert.Equal(4, clustering.Inertia);
    }

    [Fact]
    public void The_last_iteration_leaves_labels_of_its_centres()
    {
        var x = Invented.Matrix(1, 300, 5);
        var clustering = new KMeans { Clusters = 7, NInit = 1, MaxIterations = 2, Tolerance = 0 }.Fit(x);

        Assert.Equal(2, clustering.Iterations);
        Assert.Equal(clustering.Labels, clustering.Assign(x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_change_no_bit(int parallelism)
    {
        var x = Invented.Matrix(2, 3000, 6);
        var one = new KMeans { Clusters = 5, NInit = 2, RandomState = 4, Parallelism = 1 }.Fit(x);
        var some = new KMeans { Clusters = 5, NInit = 2, RandomState = 4, Parallelism = parallelism }.Fit(x);

        Assert.Equal(one.Labels, some.Labels);
        Assert.Equal(one.Centers.Values, some.Centers.Values);
        Assert.Equal(one.Inertia, some.Inertia);
    }

    [Fact]
    public void Rows_in_another_order_make_the_same_groups()
    {
        var x = Groups.Make(3, 200, 4, 3);
        int[] order = [.. Enumerable.Range(0, 200).Select(i => i * 77 % 200)];
        var given = new KMeans { Clusters = 3 }.Fit(x);
        var turned = new KMeans { Clusters = 3 }.Fit(x.TakeRows(order));

        Assert.Equal(Golden.ClusteringCases.Canonical(order.Select(i => given.Labels[i])), Golden.ClusteringCases.Canonical(turned.Labels));
    }

    [Fact]
    public void Columns_far_from_zero_cost_no_digits()
    {
        var x = Groups.Make(5, 150, 3, 3);
        var far = new DenseMatrix(x.Rows, x.Columns, [.. x.Values.Select(v => v + 1e7)]);

        Assert.Equal(new KMeans { Clusters = 3 }.Fit(x).Labels, new KMeans { Clusters = 3 }.Fit(far).Labels);
    }

    [Fact]
    public void One_row_is_a_cluster()
    {
        var clustering = new KMeans { Clusters = 1 }.Fit(new DenseMatrix(1, 2, [3, -4]));

        Assert.Equal([0], clustering.Labels);
        Assert.Equal([3, -4], clustering.Centers.Values);
        Assert.Equal(0, clustering.Inertia);
    }

    [Fact]
    public void Fewer_different_rows_than_clusters_end_with_nothing_to_gain()
    {
        var clustering = new KMeans { Clusters = 3 }.Fit(new DenseMatrix(6, 2, [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]));

        Assert.Equal(3, clustering.ClusterCount);
        Assert.Equal(0, clustering.Inertia);
        Assert.Equal([0, 0, 0, 1, 1, 1], Golden.ClusteringCases.Canonical(clustering.Labels));
        Assert.All(clustering.Centers.Values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void A_constant_column_changes_nothing()
    {
        var x = Groups.Make(6, 100, 2, 2);
        var wider = new DenseMatrix(100, 3, [.. Enumerable.Range(0, 100).SelectMany(i => new[] { x[i, 0], 7, x[i, 1] })]);

        Assert.Equal(new KMeans { Clusters = 2 }.Fit(x).Labels, new KMeans { Clusters = 2 }.Fit(wider).Labels);
    }

    [Fact]
    public void Rows_that_cannot_be_grouped_are_refused_with_what_to_change()
    {
        var few = Assert.Throws<AffectException>(() => new KMeans { Clusters = 4 }.Fit(Invented.Matrix(1, 3, 2)));
        var broken = Assert.Throws<AffectException>(() => new KMeans { Clusters = 2 }.Fit(new DenseMatrix(2, 2, [1, 2, double.NaN, 3])));

        Assert.Equal(ErrorCodes.InvalidData, few.Code);
        Assert.Contains("ask for fewer clusters", few.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.InvalidData, broken.Code);
        Assert.Contains("row 1, column 0", broken.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KMeans { Clusters = 1 }.Fit(Invented.Matrix(1, 3, 2)).Assign(Invented.Matrix(1, 3, 1)));
    }

    [Fact]
    public void A_fit_tells_where_it_stands_and_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        var reports = new Reports(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new KMeans { Clusters = 5 }.Fit(Invented.Matrix(1, 500, 3), reports, stop.Token));
        Assert.Equal(1, Assert.Single(reports.All).Iteration);
    }
}
