using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Cluster.Selection;

namespace ServerlessAffect.Learning.Tests.Cluster.Selection;

/// <summary>The number of clusters and their stability with a real method, on five places.</summary>
public class SelectionOfKMeansTests
{
    private static readonly DenseMatrix X = Places();

    [Fact]
    public void The_scan_finds_the_places()
    {
        var counts = new ClusterCountScan { From = 2, To = 10 }.Run(X, k => new KMeans { Clusters = k, RandomState = 3 });

        Assert.Equal((5, 5, 5, 5), (counts.Elbow, counts.BySilhouette, counts.ByCalinskiHarabasz, counts.ByDaviesBouldin));
        Assert.All(counts.Steps, s => Assert.Equal((s.Asked, 0), (s.Quality.Clusters, s.Quality.NoiseShare)));
    }

    [Fact]
    public void The_right_number_is_stable_and_more_of_them_are_not()
    {
        var consensus = new ConsensusClustering { Subsamples = 20, MaxItems = 200, RandomState = 2 };

        var (five, nine) = (consensus.Run(X, new KMeans { Clusters = 5 }), consensus.Run(X, new KMeans { Clusters = 9 }));

        Assert.InRange(five.Agreement.Mean, 0.97, 1);
        Assert.InRange(five.AmbiguousShare, 0, 0.02);
        Assert.InRange(nine.Agreement.Mean, 0, five.Agreement.Mean - 0.1);
        Assert.True(nine.AmbiguousShare > 3 * five.AmbiguousShare);
        Assert.All(five.ClusterScores, score => Assert.InRange(score, 0.9, 1));
        Assert.True(nine.ClusterScores.Min() < 0.9);
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        ClusterConsensus Run(int threads) => new ConsensusClustering { Subsamples = 4, MaxItems = 50 }.Run(X, new KMeans { Clusters = 7, Parallelism = threads });
        QualityRanges Ranges(int threads) => new QualityBootstrap { Resamples = 3, Scorer = new ClusterScorer { Parallelism = threads } }.Run(X, new KMeans { Clusters = 7, Parallelism = threads });

        Assert.Equal(Run(1).Consensus.Values, Run(3).Consensus.Values);
        Assert.Equal(Ranges(1).Each, Ranges(3).Each);
    }

    private static DenseMatrix Places()
    {
        var x = Invented.Matrix(12, 500, 3);
        for (var i = 0; i < x.Rows; i++)
        {
            var place = i % 5;
            x[i, 0] += place * 5;
            x[i, 1] += place % 2 * 6;
        }

        return x;
    }
}
