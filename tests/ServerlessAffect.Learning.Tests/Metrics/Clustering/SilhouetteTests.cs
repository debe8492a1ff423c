using ServerlessAffect.Learning.Metrics.Clustering;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Tests.Metrics.Clustering;

public class SilhouetteTests
{
    [Theory]
    [InlineData(DistanceMetric.Euclidean, 1, 2)]
    [InlineData(DistanceMetric.Euclidean, 43, 3)]
    [InlineData(DistanceMetric.Euclidean, 3, 60)]
    [InlineData(DistanceMetric.Cosine, 7, 4)]
    [InlineData(DistanceMetric.Manhattan, 9, 5)]
    [InlineData(DistanceMetric.Euclidean, 4000, 2)]
    public void It_equals_its_definition(DistanceMetric metric, int columns, int clusters)
    {
        var (x, labels) = Rows(157, columns, clusters);

        var samples = new Silhouette { Metric = metric }.Samples(x, labels);

        for (var i = 0; i < x.Rows; i++)
        {
            Assert.Equal(Defined(x, labels, i, metric), samples[i], 1e-12);
        }

        Assert.Equal(samples.Average(), new Silhouette { Metric = metric }.Mean(x, labels), 1e-12);
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    public void Threads_do_not_change_a_bit(DistanceMetric metric)
    {
        var (x, labels) = Rows(1500, 11, 3);

        Assert.Equal(
            new Silhouette { Metric = metric, Parallelism = 1 }.Samples(x, labels),
            new Silhouette { Metric = metric, Parallelism = 7 }.Samples(x, labels));
    }

    [Fact]
    public void Rows_far_from_the_origin_keep_their_digits()
    {
        var (x, labels) = Rows(100, 5, 3);
        var moved = new DenseMatrix(x.Rows, x.Columns, Array.ConvertAll(x.Values, v => v + (1L << 24)));
        var back = new DenseMatrix(x.Rows, x.Columns, Array.ConvertAll(moved.Values, v => v - (1L << 24)));

        Assert.Equal(new Silhouette().Samples(back, labels), new Silhouette().Samples(moved, labels));
    }

    [Fact]
    public void Without_two_clusters_or_with_as_many_as_rows_there_is_no_silhouette()
    {
        var x = Invented.Matrix(1, 4, 2);

        Assert.All(new Silhouette().Samples(x, [5, 5, 5, 5]), s => Assert.True(double.IsNaN(s)));
        Assert.True(double.IsNaN(new Silhouette().Mean(x, [0, 1, 2, 3])));
        Assert.True(double.IsNaN(DispersionScores.CalinskiHarabasz(x, [5, 5, 5, 5])));
        Assert.True(double.IsNaN(DispersionScores.DaviesBouldin(x, [0, 1, 2, 3])));
        Assert.Throws<ArgumentException>(() => new Silhouette().Mean(x, [0, 1]));
    }

    [Fact]
    public void Rows_that_are_all_in_one_place_are_on_no_side()
    {
        var x = new DenseMatrix(5, 3);

        Assert.All(new Silhouette().Samples(x, [0, 0, 1, 1, 2]), s => Assert.Equal(0, s));
        Assert.Equal(1, DispersionScores.CalinskiHarabasz(x, [0, 0, 1, 1, 2]));
        Assert.Equal(0, DispersionScores.DaviesBouldin(x, [0, 0, 1, 1, 2]));
    }

    [Fact]
    public void Labels_are_names_and_noise_is_one_of_them()
    {
        var (x, labels) = Rows(90, 4, 3);
        int[] names = [-1, 40, 7];

        var renamed = new Silhouette().Samples(x, Array.ConvertAll(labels, l => names[l]));

        Assert.All(new Silhouette().Samples(x, labels).Zip(renamed), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Fact]
    public void Progress_ends_at_the_last_cluster_and_a_cancelled_run_stops()
    {
        var (x, labels) = Rows(200, 4, 3);
        var reports = new Reports();
        new Silhouette().Mean(x, labels, reports);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Equal([1, 2, 3], reports.All.Select(r => r.Iteration));
        Assert.True(reports.All[^1].Converged);
        Assert.ThrowsAny<OperationCanceledException>(() => new Silhouette().Mean(x, labels, null, cancelled.Token));
    }

    [Fact]
    public void Inertia_is_the_squared_distance_to_the_clusters_means()
    {
        var x = new DenseMatrix(4, 2, [0, 0, 2, 0, 10, 10, 10, 14]);

        Assert.Equal(1 + 1 + 4 + 4, DispersionScores.Inertia(x, [0, 0, 1, 1]), 1e-12);
    }

    private static (DenseMatrix X, int[] Labels) Rows(int rows, int columns, int clusters)
    {
        var random = new SeededRandom(9);
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => i < clusters ? i : random.Next(clusters))];
        var x = Invented.Matrix(4, rows, columns);
        for (var i = 0; i < rows; i++)
        {
            x[i, 0] += labels[i] % 5;
        }

        return (x, labels);
    }

    private static double Defined(DenseMatrix x, int[] labels, int row, DistanceMetric metric)
    {
        var means = Enumerable.Range(0, x.Rows).Where(i => i != row).GroupBy(i => labels[i]).ToDictionary(g => g.Key, g => g.Average(i => Distance(x.Row(row).ToArray(), x.Row(i).ToArray(), metric)));
        if (!means.Remove(labels[row], out var inside))
        {
            return 0;
        }

        var nearest = means.Values.Min();
        return (nearest - inside) / Math.Max(nearest, inside);
    }

    private static double Distance(double[] a, double[] b, DistanceMetric metric) => metric switch
    {
        DistanceMetric.Euclidean => Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum()),
        DistanceMetric.Manhattan => a.Zip(b, (p, q) => Math.Abs(p - q)).Sum(),
        _ => 1 - (a.Zip(b, (p, q) => p * q).Sum() / Math.Sqrt(a.Sum(p => p * p) * b.Sum(q => q * q))),
    };
}
