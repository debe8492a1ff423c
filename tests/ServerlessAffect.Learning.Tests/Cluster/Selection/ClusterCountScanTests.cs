using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Cluster.Selection;
using ServerlessAffect.Learning.Metrics.Clustering;

namespace ServerlessAffect.Learning.Tests.Cluster.Selection;

public class ClusterCountScanTests
{
    [Fact]
    public void Every_measure_finds_the_places_that_there_are()
    {
        var x = FourPlaces(400);

        var counts = new ClusterCountScan { From = 2, To = 9 }.Run(x, Slices);

        Assert.Equal(Enumerable.Range(2, 8), counts.Steps.Select(s => s.Asked));
        Assert.Equal((4, 4, 4, 4), (counts.Elbow, counts.BySilhouette, counts.ByCalinskiHarabasz, counts.ByDaviesBouldin));
    }

    [Fact]
    public void One_cluster_has_inertia_alone()
    {
        var counts = new ClusterCountScan { From = 1, To = 1 }.Run(FourPlaces(40), _ => new FakeClusterer(_ => 0));

        var only = Assert.Single(counts.Steps).Quality;
        Assert.True(only.Inertia > 0);
        Assert.True(double.IsNaN(only.Silhouette) && double.IsNaN(only.DaviesBouldin) && double.IsNaN(only.CalinskiHarabasz));
        Assert.Equal((null, null, null, null), (counts.Elbow, counts.BySilhouette, counts.ByCalinskiHarabasz, counts.ByDaviesBouldin));
    }

    [Fact]
    public void Noise_is_counted_and_left_out_of_the_measures()
    {
        var x = FourPlaces(200);
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i < 50 ? IClustering.Noise : i % 4)];
        var kept = x.TakeRows([.. Enumerable.Range(50, 150)]);

        var quality = new ClusterScorer().Score(x, labels);

        Assert.Equal((4, 0.25), (quality.Clusters, quality.NoiseShare));
        Assert.Equal(new Silhouette().Mean(kept, labels.AsSpan(50)), quality.Silhouette, 1e-14);
        Assert.Equal(DispersionScores.Inertia(kept, labels.AsSpan(50)), quality.Inertia, 1e-12);
    }

    [Fact]
    public void The_silhouette_of_many_rows_is_taken_of_some_of_them()
    {
        var x = FourPlaces(2000);
        int[] labels = [.. Enumerable.Range(0, 2000).Select(i => i % 4)];

        var some = new ClusterScorer { SilhouetteRows = 300 }.Score(x, labels);

        Assert.Equal(new Silhouette().Mean(x, labels), some.Silhouette, 0.02);
        Assert.NotEqual(some.Silhouette, new ClusterScorer { SilhouetteRows = 300, RandomState = 1 }.Score(x, labels).Silhouette);
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_scan_stops()
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(_ => cancellation.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new ClusterCountScan().Run(FourPlaces(40), Slices, reports, cancellation.Token));
        Assert.Equal((1, 9), (Assert.Single(reports.All).Iteration, reports.All[0].MaxIterations));
    }

    [Fact]
    public void The_elbow_of_a_known_curve_is_where_its_authors_put_it()
    {
        // Figure 2 of the paper, upside down: 1 - x / (x + 0.1) at ten points, knee at 0.22.
        double[] x = [.. Enumerable.Range(0, 10).Select(i => i / 9.0)];

        Assert.Equal(2, Kneedle.Elbow(x, Array.ConvertAll(x, v => 1 - (v / (v + 0.1)))));
    }

    [Fact]
    public void Straight_lines_and_too_few_points_have_no_elbow()
    {
        Assert.Null(Kneedle.Elbow([1, 2, 3, 4, 5], [10, 8, 6, 4, 2]));
        Assert.Null(Kneedle.Elbow([1, 2, 3, 4], [7, 7, 7, 7]));
        Assert.Null(Kneedle.Elbow([1, 2], [7, 1]));
        Assert.Throws<ArgumentException>(() => Kneedle.Elbow([1, 2, 3], [7, 1]));
    }

    [Fact]
    public void Resamples_give_the_same_range_for_a_seed_and_a_narrow_one_for_clear_places()
    {
        var x = FourPlaces(300);
        var bootstrap = new QualityBootstrap { Resamples = 20, RandomState = 6 };
        var fake = new FakeClusterer(row => (int)Math.Round(row[0] / 10));

        var ranges = bootstrap.Run(x, fake);

        Assert.Equal(ranges.Each, bootstrap.Run(x, new FakeClusterer(row => (int)Math.Round(row[0] / 10))).Each);
        Assert.Equal((4, 4), (ranges.Clusters.Minimum, ranges.Clusters.Maximum));
        Assert.InRange(ranges.Silhouette.Mean, ranges.Silhouette.Low, ranges.Silhouette.High);
        Assert.InRange(ranges.Silhouette.Maximum - ranges.Silhouette.Minimum, 1e-6, 0.05);
        Assert.All(fake.Fitted, drawn => Assert.Equal(drawn.Rows, drawn.Values.Where((_, at) => at % 2 == 0).Distinct().Count()));
        Assert.Equal(0.632, fake.Fitted.Average(drawn => drawn.Rows) / 300, 0.02);
    }

    [Fact]
    public void A_measure_that_no_resample_has_is_nan()
    {
        var ranges = new QualityBootstrap { Resamples = 3 }.Run(FourPlaces(20), new FakeClusterer(_ => 0));

        Assert.True(double.IsNaN(ranges.Silhouette.Mean) && double.IsNaN(ranges.Silhouette.Maximum));
        Assert.Equal(1, ranges.Clusters.Mean);
    }

    // Around 0, 10, 20 and 30.
    private static DenseMatrix FourPlaces(int rows)
    {
        var x = Invented.Matrix(7, rows, 2);
        for (var i = 0; i < rows; i++)
        {
            x[i, 0] += 10 * (i % 4);
        }

        return x;
    }

    // Cuts the way from 0 to 30 into k parts, along the places for k = 4.
    private static FakeClusterer Slices(int k) => new(row => Math.Clamp((int)Math.Floor((row[0] + 5) / 40 * k), 0, k - 1));
}
