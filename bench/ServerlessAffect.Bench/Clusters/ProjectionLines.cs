using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Decomposition;
using ServerlessAffect.Learning.Manifold;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Neighbours, components and embeddings in the plane. scikit-learn has no UMAP; its t-SNE of 300 steps stands in.</summary>
internal static class ProjectionLines
{
    private const string PeerTsne = "manifold.TSNE(n_iter=300, init='pca', learning_rate='auto', random_state=0";

    public static readonly IReadOnlyList<PeerLine> All =
    [
        new("nearest 15 rows of every row; sum of distances", 1, "neighbors.NearestNeighbors(n_neighbors=15, algorithm='brute').fit(X).kneighbors()[0].sum()",
            x => () => new NearestNeighbors(x) { Parallelism = 1 }.KNeighbors(15).Distances.Sum()),
        new("PCA, all components; largest variance", 3, "decomposition.PCA(svd_solver='full').fit(X).explained_variance_[0]",
            x => () => Pca.Fit(x).ExplainedVariance[0]),
        new("PCA, randomized, 5 components; largest variance", 1, "decomposition.PCA(5, svd_solver='randomized', random_state=0).fit(X).explained_variance_[0]",
            x => () => Pca.FitRandomized(x, 5).ExplainedVariance[0]),
        new("t-SNE, Barnes-Hut, 300 steps; divergence", 3, $"{PeerTsne}).fit(X).kl_divergence_",
            x => () => new Tsne { MaxIterations = 300, Parallelism = 1 }.FitTransform(x).KlDivergence),
        new("t-SNE, exact, 1,000 rows, 300 steps; divergence", 3, $"{PeerTsne}, method='exact').fit(X).kl_divergence_",
            x => () => new Tsne { MaxIterations = 300, Method = TsneMethod.Exact, Parallelism = 1 }.FitTransform(x).KlDivergence) { Rows = 1000 },
        new("UMAP against t-SNE; trustworthiness of the first 2,000 rows", 1, $"manifold.trustworthiness(X[:2000], {PeerTsne}).fit(X).embedding_[:2000])",
            x => () => Trustworthiness.Of(First(x, 2000), First(new Umap { Parallelism = 1 }.Fit(x).Points, 2000))),
        new("trustworthiness of two columns, 3,000 rows", 3, "manifold.trustworthiness(X, X[:, :2])",
            x => () => Trustworthiness.Of(x, x.TakeColumns([0, 1]))) { Rows = 3000 },
    ];

    private static DenseMatrix First(DenseMatrix x, int rows) => x.TakeRows([.. Enumerable.Range(0, rows)]);
}
