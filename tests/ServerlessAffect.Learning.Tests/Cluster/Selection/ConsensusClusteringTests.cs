using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Cluster.Selection;

namespace ServerlessAffect.Learning.Tests.Cluster.Selection;

public class ConsensusClusteringTests
{
    // Twenty rows in each of three places; the first column says which.
    private static readonly DenseMatrix Places = new(60, 1, [.. Enumerable.Range(0, 60).Select(i => (i * 7 % 3) + (i / 1000.0))]);

    [Fact]
    public void A_method_that_finds_the_same_clusters_in_every_subsample_is_fully_stable()
    {
        var result = new ConsensusClustering { RandomState = 4 }.Run(Places, new FakeClusterer(row => (int)row[0]));

        Assert.Equal((1, 1, 1), (result.Agreement.Mean, result.Agreement.Minimum, result.Agreement.Maximum));
        Assert.Equal(0, result.AmbiguousShare);
        Assert.All(result.ClusterScores, score => Assert.Equal(1, score));
        Assert.All(result.ItemScores, score => Assert.Equal(1, score));
        Assert.Equal(Enumerable.Range(0, 60), result.Items);
        Assert.Equal(result.Reference.Labels[1] == result.Reference.Labels[4] ? 1 : 0, result.Consensus[1, 4]);
    }

    [Fact]
    public void A_method_that_guesses_agrees_with_itself_by_chance_alone()
    {
        var random = new SeededRandom(8);
        var result = new ConsensusClustering { RandomState = 4 }.Run(Invented.Matrix(2, 300, 2), new FakeClusterer(_ => random.Next(3)));

        Assert.Equal(0, result.Agreement.Mean, 0.02);
        Assert.InRange(result.AmbiguousShare, 0.95, 1);
        Assert.All(result.ClusterScores, score => Assert.Equal(1 / 3.0, score, 0.02));
    }

    [Fact]
    public void The_unstable_cluster_and_its_items_are_told_from_the_stable_ones()
    {
        // The rows of place 2 fall to either of two clusters as it happens.
        var random = new SeededRandom(1);
        var result = new ConsensusClustering { Subsamples = 60 }.Run(Places, new FakeClusterer(row => (int)row[0] < 2 ? (int)row[0] : 2 + random.Next(2)));

        var stable = Enumerable.Range(0, 60).Where(i => (int)Places[i, 0] < 2).ToArray();
        Assert.All(stable, i => Assert.Equal(1, result.ItemScores[i]));
        Assert.All(Enumerable.Range(0, 60).Except(stable), i => Assert.InRange(result.ItemScores[i], 0.2, 0.8));
        Assert.Equal(2, result.ClusterScores.Count(score => score == 1));

        // Of 1770 pairs, those among the 20 unstable rows.
        Assert.Equal(190 / 1770.0, result.AmbiguousShare, 1e-12);
    }

    [Fact]
    public void Noise_is_with_nobody_and_has_no_score()
    {
        var result = new ConsensusClustering().Run(Places, new FakeClusterer(row => (int)row[0] == 0 ? IClustering.Noise : (int)row[0]));

        var noise = Enumerable.Range(0, 60).Where(i => (int)Places[i, 0] == 0).ToArray();
        Assert.All(noise, i => Assert.True(double.IsNaN(result.ItemScores[i])));
        Assert.All(noise[1..], i => Assert.Equal(0, result.Consensus[noise[0], i]));
        Assert.Equal(2, result.ClusterScores.Count);
    }

    [Fact]
    public void Items_are_no_more_than_allowed_and_a_seed_repeats_everything()
    {
        var settings = new ConsensusClustering { MaxItems = 25, Subsamples = 5, RandomState = 3 };
        var (one, other) = (settings.Run(Places, new FakeClusterer(row => (int)row[0])), settings.Run(Places, new FakeClusterer(row => (int)row[0])));

        Assert.Equal((25, 25, 25), (one.Items.Count, one.Consensus.Rows, one.Consensus.Columns));
        Assert.Equal(one.Items, other.Items);
        Assert.Equal(one.Consensus.Values, other.Consensus.Values);
        Assert.NotEqual(one.Items, new ConsensusClustering { MaxItems = 25, Subsamples = 5, RandomState = 9 }.Run(Places, new FakeClusterer(row => (int)row[0])).Items);
    }

    [Fact]
    public void Subsamples_hold_their_share_of_different_rows()
    {
        var fake = new FakeClusterer(row => (int)row[0]);
        new ConsensusClustering { Subsamples = 4, Share = 0.5 }.Run(Places, fake);

        Assert.Equal([60, 30, 30, 30, 30], fake.Fitted.Select(x => x.Rows));
        Assert.All(fake.Fitted, x => Assert.Equal(x.Rows, x.Values.Distinct().Count()));
        Assert.NotEqual(fake.Fitted[1].Values, fake.Fitted[2].Values);
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_run_stops()
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(p =>
        {
            if (p.Iteration == 3)
            {
                cancellation.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => new ConsensusClustering().Run(Places, new FakeClusterer(row => (int)row[0]), reports, cancellation.Token));
        Assert.Equal([1, 2, 3], reports.All.Select(r => r.Iteration));
        Assert.All(reports.All, r => Assert.Equal(31, r.MaxIterations));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.01)]
    public void A_share_that_leaves_nothing_to_compare_is_refused(double share)
    {
        var error = Assert.Throws<AffectException>(() => new ConsensusClustering { Share = share }.Run(Places, new FakeClusterer(_ => 0)));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
    }
}
