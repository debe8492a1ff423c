using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of spectral clustering in clustering.json.</summary>
public class SpectralGoldenTests
{
    private const string Section = "spectral";
    private const int Neighbors = 10;

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Groups_of_a_neighbour_graph_agree_with_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var (x, k) = (ClusteringCases.X(golden, name), (int)golden["k"].Number());
        var least = 0.95 * Math.Min(golden["min_ari_between_8_kmeans_seeds"].Number(), golden["min_ari_kmeans_seed0_vs_cluster_qr"].Number());
        foreach (var rule in Enum.GetValues<LabelRule>())
        {
            var clustering = new SpectralClustering { Clusters = k, Affinity = SpectralAffinity.NearestNeighbors, Neighbors = Neighbors, AssignLabels = rule }.Fit(x);

            Assert.InRange(ClusteringCases.AdjustedRand(golden["labels_canonical_kmeans_seed0"].Integers(), clustering.Labels), least, 1);
            Assert.Equal(Math.Min(k, golden["connected_components"].Number()), clustering.Eigenvalues.Count(v => Math.Abs(v) < 1e-9));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Groups_by_all_affinities_agree_with_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var clustering = new SpectralClustering { Clusters = (int)golden["k"].Number() }.Fit(ClusteringCases.X(golden, name));
        var rbf = golden["rbf_gamma_1_over_d"]!;

        Assert.InRange(ClusteringCases.AdjustedRand(rbf["labels_canonical"].Integers(), clustering.Labels), 0.95 * rbf["min_ari_between_seeds"].Number(), 1);
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void The_graph_and_the_spectrum_of_its_Laplacian_equal_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var x = ClusteringCases.X(golden, name);
        var graph = NeighborGraph.Of(x, Neighbors, 1, CancellationToken.None);
        var expected = golden["affinity_upper_triangle_i"].Integers().Zip(golden["affinity_upper_triangle_j"].Integers(), golden["affinity_upper_triangle_value"].Numbers()).Order();
        var actual = Enumerable.Range(0, x.Rows).SelectMany(i => graph.TiesOf(i).Where(t => t.Row >= i).Select(t => (i, t.Row, t.Affinity))).Order();
        Assert.Equal(expected, actual);

        var smallest = golden["normalised_laplacian_smallest8_with_diagonal_kept"].Numbers();
        var values = SymmetricEigen.Of(LaplacianWithDiagonal(graph, x.Rows), 1, CancellationToken.None).Values;
        GoldenFile.Close(smallest, values.AsSpan(0, smallest.Length), 1e-6, 0, "eigenvalue");
    }

    private static DenseMatrix LaplacianWithDiagonal(NeighborGraph graph, int rows)
    {
        var degrees = Enumerable.Range(0, rows).Select(i => graph.TiesOf(i).Sum(t => t.Affinity)).ToArray();
        var laplacian = new DenseMatrix(rows, rows);
        for (var i = 0; i < rows; i++)
        {
            laplacian[i, i] = 1;
            foreach (var (other, affinity) in graph.TiesOf(i))
            {
                laplacian[i, other] -= affinity / Math.Sqrt(degrees[i] * degrees[other]);
            }
        }

        return laplacian;
    }
}
