using System.Globalization;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Decomposition;
using ServerlessAffect.Learning.Manifold;
using ServerlessAffect.Pipeline.Exploration.Grouping;

namespace ServerlessAffect.Pipeline.Exploration.Projecting;

/// <summary>Draws an archive in two and three dimensions: principal components, t-SNE and UMAP.</summary>
internal sealed class Projector(int seed, ExploreProgress progress)
{
    private const int FewestItems = 4;
    private const int FewestForManifolds = 10;
    private const double Perplexity = 30;
    private const int Neighbors = 15;
    private const int TrustNeighbors = 12;

    /// <summary>Larger archives are drawn by a sample of so many: a picture shows no more, and t-SNE takes minutes beyond.</summary>
    private const int DrawnRows = 5_000;

    private const int TrustRows = 2_000;

    /// <param name="explored">Its space is projected.</param>
    /// <param name="space">Where items were grouped: what manifolds start from, so that pictures and groups speak of the same distances.</param>
    public Projections Run(ExploredArchive explored, DenseMatrix? space, CancellationToken cancellationToken)
    {
        var rows = explored.Items.Count;
        if (rows < FewestItems || explored.Space.Columns < 2)
        {
            return new Projections([], []);
        }

        progress.Say("projecting onto principal components");
        var pca = Pca.Fit(explored.Space, cancellationToken: cancellationToken);
        var scores = pca.Transform(explored.Space);
        var shown = scores.TakeColumns([.. Enumerable.Range(0, Math.Min(3, scores.Columns))]);
        var all = new List<Projection> { new(Projections.Pca, "principal components", [.. Enumerable.Range(0, rows)], shown, null) };
        if (rows >= FewestForManifolds && space is not null)
        {
            int[] drawn = rows <= DrawnRows ? [.. Enumerable.Range(0, rows)] : SampledRows.Of(rows, DrawnRows, seed);
            var x = space.TakeRows(drawn);
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"t-SNE of {drawn.Length} items"));
            var perplexity = Math.Min(Perplexity, (drawn.Length - 1) / 3.0);
            var tsne = new Tsne { Perplexity = perplexity, RandomState = seed }.FitTransform(x, null, cancellationToken).Points;
            all.Add(new Projection(Projections.Tsne, "t-SNE", drawn, tsne, Trust(x, tsne, cancellationToken)));
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"UMAP of {drawn.Length} items"));
            var umap = new Umap { Neighbors = Math.Min(Neighbors, drawn.Length - 1), RandomState = seed }.Fit(x, null, cancellationToken).Points;
            all.Add(new Projection(Projections.Umap, "UMAP", drawn, umap, Trust(x, umap, cancellationToken)));
        }

        return new Projections(all, pca.ExplainedVarianceRatio);
    }

    private double? Trust(DenseMatrix x, DenseMatrix points, CancellationToken cancellationToken)
    {
        if (x.Rows <= 2 * TrustNeighbors)
        {
            return null;
        }

        int[] rows = x.Rows <= TrustRows ? [.. Enumerable.Range(0, x.Rows)] : SampledRows.Of(x.Rows, TrustRows, seed);
        return Trustworthiness.Of(x.TakeRows(rows), points.TakeRows(rows), TrustNeighbors, cancellationToken: cancellationToken);
    }
}
