using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class AffinityPropagationTests
{
    [Fact]
    public void More_rows_than_the_memory_allows_are_refused_before_the_work()
    {
        var error = Assert.Throws<AffectException>(() => new AffinityPropagation { MemoryLimit = 24 * 99 * 99 }.Fit(Invented.Matrix(1, 100, 2)));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
        Assert.Contains("99 rows", error.Message, StringComparison.Ordinal);
        Assert.Throws<AffectException>(() => new AffinityPropagation().Fit(new DenseMatrix(13_378, 1)));
    }

    [Fact]
    public void Exemplars_stand_for_themselves_and_the_net_similarity_is_the_sum()
    {
        var x = Invented.Matrix(7, 120, 3);
        var clustering = new AffinityPropagation { Preference = -2 }.Fit(x);
        var net = Enumerable.Range(0, 120).Sum(i => clustering.Exemplars.Contains(i) ? -2 : -CenterDistances.Squared(x.Row(i), x.Row(clustering.Exemplars[clustering.Labels[i]])));

        Assert.All(clustering.Exemplars.Index(), e => Assert.Equal(e.Index, clustering.Labels[e.Item]));
        Assert.Equal(net, clustering.NetSimilarity, 1e-9);
        Assert.Equal(clustering.Labels, clustering.Assign(x));
    }

    [Fact]
    public void The_lower_the_preference_the_fewer_the_clusters()
    {
        var x = Invented.Matrix(7, 120, 3);
        var counts = new[] { -0.2, -1, -5, -50 }.Select(p => new AffinityPropagation { Preference = p, Damping = 0.7 }.Fit(x).ClusterCount).ToArray();

        Assert.Equal(counts.OrderDescending(), counts);
        Assert.True(counts[0] > counts[^1]);
    }

    [Fact]
    public void Without_an_exemplar_all_rows_are_noise()
    {
        var clustering = new AffinityPropagation { MaxIterations = 1, Preference = -1e6 }.Fit(Invented.Matrix(7, 30, 3));

        Assert.False(clustering.Converged);
        Assert.Equal(0, clustering.ClusterCount);
        Assert.All(clustering.Labels, l => Assert.Equal(IClustering.Noise, l));
        Assert.Equal([IClustering.Noise], clustering.Assign(new DenseMatrix(1, 3)));
    }
}
