using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Decomposition;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of principal components in scaling-pca.json.</summary>
public class PcaGoldenTests
{
    public static TheoryData<string> Cases()
    {
        try
        {
            return [.. GoldenFile.Read("scaling-pca.json")["pca"]!.AsObject().Select(p => p.Key)];
        }
        catch (SkipException)
        {
            return ["(no golden files)"];
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Principal_components_equal_scikit_learn(string name)
    {
        var golden = GoldenFile.Read("scaling-pca.json")["pca"]![name]!;
        var x = GoldenMatrices.X(name);
        var first = x.TakeRows([0, 1, 2, 3, 4]);
        var pca = Pca.Fit(x, (int)golden["n"].Number());

        Close(golden, "mean", pca.Mean, 1e-9);
        Close(golden, "components_largest_abs_positive", pca.Components.Values, 1e-7);
        Close(golden, "components_raw", pca.Components.Values, 1e-7, absolute: true);
        Close(golden, "explained_variance", pca.ExplainedVariance, 1e-9);
        Close(golden, "explained_variance_ratio", pca.ExplainedVarianceRatio, 1e-9);
        Close(golden, "singular_values", pca.SingularValues, 1e-9);
        GoldenFile.Close(golden["noise_variance"].Number(), pca.NoiseVariance, 1e-9, 1e-9, "noise variance");
        Close(golden, "transform_first5_largest_abs_positive", pca.Transform(first).Values, 1e-6);
        Close(golden, "all_explained_variance", Pca.Fit(x).ExplainedVariance, 1e-9);
        Assert.Equal(golden["n_for_95pct"].Number(), Pca.FitVariance(x, 0.95).Components.Rows);

        var whitened = Pca.Fit(x, 3, whiten: true);
        Close(golden, "whitened3_first5_abs", whitened.Transform(first).Values, 1e-6, absolute: true);
        var back = whitened.InverseTransform(whitened.Transform(x));
        GoldenFile.Close(golden["reconstruction_mse_3"].Number(), back.Values.Zip(x.Values, (a, b) => (a - b) * (a - b)).Average(), 1e-9, 1e-9, "reconstruction");
    }

    private static void Close(JsonNode golden, string key, double[] actual, double tolerance, bool absolute = false)
    {
        var expected = golden[key]![0] is JsonArray ? golden[key].Matrix().Values : golden[key].Numbers();
        GoldenFile.Close(
            absolute ? [.. expected.Select(Math.Abs)] : expected, absolute ? [.. actual.Select(Math.Abs)] : actual, tolerance, tolerance, key);
    }
}
