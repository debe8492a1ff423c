using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class SpectralClusteringTests
{
    [Fact]
    public void As_many_eigenvalues_are_0_as_the_graph_has_parts()
    {
        var clustering = new SpectralClustering { Clusters = 6, Affinity = SpectralAffinity.NearestNeighbors, Neighbors = 8 }.Fit(Groups.Make(3, 600, 4, 4));

        Assert.Equal(4, clustering.Eigenvalues.Count(v => Math.Abs(v) < 1e-12));
        Assert.Equal(clustering.Eigenvalues.Order(), clustering.Eigenvalues);
    }

    [Theory]
    [InlineData(SpectralAffinity.Rbf)]
    [InlineData(SpectralAffinity.NearestNeighbors)]
    public void The_embedding_holds_vectors_of_the_Laplacian(SpectralAffinity affinity)
    {
        var x = Invented.Matrix(8, 400, 3);
        var clustering = new SpectralClustering { Clusters = 5, Affinity = affinity, Gamma = 2 }.Fit(x);
        INormalisedGraph graph = affinity == SpectralAffinity.Rbf ? AffinityTable.Rbf(x, 2, 1, CancellationToken.None) : NeighborGraph.Of(x, 10, 1, CancellationToken.None);
        var vectors = new DenseMatrix(x.Rows, 5, [.. clustering.Embedding.Values.Select((v, at) => v / graph.InverseRoots[at / 5])]);
        var product = new DenseMatrix(x.Rows, 5);
        graph.Multiply(vectors, product, 1, CancellationToken.None);

        Assert.All(Enumerable.Range(0, product.Values.Length), at => Assert.Equal((1 - clustering.Eigenvalues[at % 5]) * vectors.Values[at], product.Values[at], 1e-8));
        Assert.Equal(0, clustering.Eigenvalues[0], 1e-9);
        Assert.All(Enumerable.Range(0, 5), c => Assert.Equal(1, Enumerable.Range(0, 400).Sum(i => vectors[i, c] * vectors[i, c]), 1e-9));
    }

    [Theory]
    [InlineData(LabelRule.KMeans)]
    [InlineData(LabelRule.ClusterQr)]
    public void Rings_within_rings_are_told_apart(LabelRule rule)
    {
        var x = new DenseMatrix(300, 2);
        for (var i = 0; i < 300; i++)
        {
            (x[i, 0], x[i, 1]) = ((1 + (2 * (i % 3))) * Math.Cos(i), (1 + (2 * (i % 3))) * Math.Sin(i));
        }

        var clustering = new SpectralClustering { Clusters = 3, Affinity = SpectralAffinity.NearestNeighbors, AssignLabels = rule }.Fit(x);

        Assert.Equal(1, ClusteringCases.AdjustedRand([.. Enumerable.Range(0, 300).Select(i => i % 3)], clustering.Labels));
    }

    [Theory]
    [InlineData(LabelRule.KMeans)]
    [InlineData(LabelRule.ClusterQr)]
    public void Labels_have_no_gap_where_rows_are_too_alike(LabelRule rule)
    {
        var clustering = new SpectralClustering { Clusters = 5, AssignLabels = rule }.Fit(new DenseMatrix(30, 2, [.. Enumerable.Range(0, 60).Select(i => i / 30 * 9.0)]));

        Assert.Equal(Enumerable.Range(0, clustering.ClusterCount), clustering.Labels.Distinct().Order());
    }

    [Fact]
    public void More_rows_than_the_memory_allows_and_more_neighbours_than_rows_are_refused()
    {
        var many = Assert.Throws<AffectException>(() => new SpectralClustering { MemoryLimit = 8 * 99 * 99 }.Fit(Invented.Matrix(1, 100, 2)));
        var few = Assert.Throws<AffectException>(() => new SpectralClustering { Clusters = 2, Affinity = SpectralAffinity.NearestNeighbors }.Fit(Invented.Matrix(1, 9, 2)));

        Assert.Contains("nearest neighbours", many.Message, StringComparison.Ordinal);
        Assert.Contains("fewer neighbours", few.Message, StringComparison.Ordinal);
    }
}
