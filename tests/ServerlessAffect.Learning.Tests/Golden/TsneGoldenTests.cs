using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Manifold;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every setting in tsne.json: neighbourhoods to six digits, and embeddings as good as scikit-learn's by the rule written there.</summary>
public class TsneGoldenTests
{
    private const int Seeds = 3;

    public static TheoryData<string> Cases()
    {
        try
        {
            return [.. GoldenFile.Read("tsne.json").Where(p => p.Value is JsonObject o && o.ContainsKey("perplexity")).Select(p => p.Key)];
        }
        catch (SkipException)
        {
            return ["(no golden files)"];
        }
    }

    public static TheoryData<string, TsneInit, TsneMethod> Embeddings()
    {
        var all = new TheoryData<string, TsneInit, TsneMethod>();
        foreach (string name in Cases())
        {
            foreach (var init in Enum.GetValues<TsneInit>())
            {
                foreach (var method in Enum.GetValues<TsneMethod>())
                {
                    all.Add(name, init, method);
                }
            }
        }

        return all;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Neighbourhoods_equal_those_of_scikit_learn(string name)
    {
        var golden = GoldenFile.Read("tsne.json")[name]!;
        var attraction = DenseAttraction.Of(GoldenMatrices.X(name), golden["perplexity"].Number(), 2, CancellationToken.None);
        var betas = golden["beta_first20"].Numbers();

        GoldenFile.Close(betas, attraction.Betas.AsSpan(0, betas.Length), 0, 1e-6, "beta");
        GoldenFile.Close(golden["joint_P_row0"].Numbers(), attraction.Joint.Row(0), 0, 1e-6, "joint P");
        GoldenFile.Close(golden["joint_P_sum_of_squares"].Number(), attraction.Joint.Values.Sum(p => p * p), 0, 1e-6, "sum of squares");
    }

    [SkippableTheory]
    [MemberData(nameof(Embeddings))]
    public void Embeddings_are_as_good_as_those_of_scikit_learn(string name, TsneInit init, TsneMethod method)
    {
        var golden = GoldenFile.Read("tsne.json")[name]!;
        var reached = golden[$"{(init == TsneInit.Pca ? "pca" : "random")}_{(method == TsneMethod.Exact ? "exact" : "barnes_hut")}"]!;
        var (x, perplexity) = (GoldenMatrices.X(name), golden["perplexity"].Number());
        var exact = DenseAttraction.Of(x, perplexity, 1, CancellationToken.None);
        // A start on principal components is the same for every seed.
        var seeds = init == TsneInit.Pca ? 1 : Seeds;
        var embeddings = Enumerable.Range(0, seeds)
            .Select(seed => new Tsne { Perplexity = perplexity, Init = init, Method = method, RandomState = seed }.FitTransform(x)).ToArray();
        var divergences = embeddings.Select(e => Divergence(exact, e.Points)).Order().ToArray();
        var trust = embeddings.Select(e => Trustworthiness.Of(x, e.Points)).Order().ToArray();
        var (most, least) = (1.10 * reached["kl_recomputed_exact"].Numbers().Max(), reached["trustworthiness_5"].Numbers().Min() - 0.02);

        Assert.True(divergences[seeds / 2] <= most, $"divergence {divergences[seeds / 2]} exceeds {most}");
        Assert.True(trust[seeds / 2] >= least, $"trustworthiness {trust[seeds / 2]} is below {least}");
        if (method == TsneMethod.Exact)
        {
            Assert.All(embeddings, e => Assert.Equal(Divergence(exact, e.Points), e.KlDivergence, 1e-12));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Trustworthiness_of_two_principal_components_is_that_of_scikit_learn(string name)
    {
        var golden = GoldenFile.Read("tsne.json")[name]!;
        var x = GoldenMatrices.X(name);
        var points = Learning.Decomposition.Pca.Fit(x, 2).Transform(x);

        Assert.Equal(golden["pca2_trustworthiness_5"].Number(), Trustworthiness.Of(x, points, 5), 1e-9);
        Assert.Equal(golden["pca2_trustworthiness_12"].Number(), Trustworthiness.Of(x, points, 12, parallelism: 3), 1e-9);
    }

    private static double Divergence(DenseAttraction exact, DenseMatrix points)
    {
        var (from, forces) = (PointSet.Of(points), new PointSet(points.Columns, points.Rows));
        return exact.CrossEntropy(from, 1, CancellationToken.None) + Math.Log(new AllPairsRepulsion().Push(from, forces, 1, CancellationToken.None));
    }
}
