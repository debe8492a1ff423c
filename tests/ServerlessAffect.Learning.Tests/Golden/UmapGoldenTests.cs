using ServerlessAffect.Learning.Manifold;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>UMAP beside our t-SNE on every setting in tsne.json.</summary>
public class UmapGoldenTests
{
    public static TheoryData<string> Cases() => TsneGoldenTests.Cases();

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void It_is_as_trustworthy_as_tsne(string name)
    {
        var golden = GoldenFile.Read("tsne.json")[name]!;
        var (x, perplexity) = (GoldenMatrices.X(name), golden["perplexity"].Number());
        var tsne = Trustworthiness.Of(x, new Tsne { Perplexity = perplexity }.FitTransform(x).Points);
        var umap = Enumerable.Range(0, 3).Select(s => Trustworthiness.Of(x, new Umap { RandomState = s }.Fit(x).Points)).Order().ToArray();

        Assert.True(umap[1] >= tsne - 0.02, $"UMAP reaches {umap[1]}, t-SNE {tsne}.");
    }
}
