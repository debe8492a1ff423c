namespace ServerlessAffect.Pipeline.Exploration.Projecting;

/// <summary>Every picture of the archive, and how much of its variance single directions hold.</summary>
/// <param name="All">Principal components first.</param>
/// <param name="VarianceRatio">By principal component, descending; of all components.</param>
internal sealed record Projections(IReadOnlyList<Projection> All, IReadOnlyList<double> VarianceRatio)
{
    public const string Pca = "pca";
    public const string Tsne = "tsne";
    public const string Umap = "umap";

    public Projection? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}
