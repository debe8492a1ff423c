using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>The scalers of scaling-pca.json.</summary>
public partial class ScalingGoldenTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Cases()
    {
        try
        {
            return [.. GoldenFile.Read("scaling-pca.json")["scaling"]!.AsObject().Select(p => p.Key)];
        }
        catch (SkipException)
        {
            return ["(no golden files)"];
        }
    }

    [SkippableFact]
    public void The_parts_of_the_file_are_known() =>
        Assert.Equal(["_meta", "note", "pca", "scaling"], GoldenFile.Read("scaling-pca.json").Select(p => p.Key).Order(StringComparer.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Scalers_equal_scikit_learn(string name)
    {
        var x = GoldenMatrices.X(name.Split('_')[0]);
        if (name.Contains("_with_", StringComparison.Ordinal))
        {
            var made = ConstantColumn().Match(name);
            Assert.True(made.Success, $"How '{name}' is made is not known to this test.");
            for (var row = 0; row < x.Rows; row++)
            {
                x[row, int.Parse(made.Groups[1].Value, CultureInfo.InvariantCulture)] = double.Parse(made.Groups[2].Value, CultureInfo.InvariantCulture);
            }
        }

        // What is allowed is a share of each column's scale; scaled values have the scale 1.
        var scale = StandardScaler.Fit(x).Scale;
        var (variance, inverse) = (Array.ConvertAll(scale, v => v * v), Array.ConvertAll(scale, v => 1 / v));
        foreach (var (kind, golden) in GoldenFile.Read("scaling-pca.json")["scaling"]![name]!.AsObject())
        {
            switch (kind)
            {
                case "standard":
                    var standard = StandardScaler.Fit(x);
                    Equal(golden, "mean", standard.Mean, scale);
                    Equal(golden, "scale", standard.Scale, scale);
                    Equal(golden, "var", standard.Variance, variance);
                    First5(golden, standard.Transform(x));
                    break;
                case "minmax_0_1":
                    var minMax = MinMaxScaler.Fit(x);
                    Equal(golden, "min", minMax.Minimum, scale);
                    Equal(golden, "max", minMax.Maximum, scale);
                    Equal(golden, "scale", minMax.Scale, inverse);
                    First5(golden, minMax.Transform(x));
                    break;
                case "minmax_-1_1_fit_on_first_half_apply_last5_noclip":
                    var half = MinMaxScaler.Fit(x.TakeRows([.. Enumerable.Range(0, x.Rows / 2)]), -1, 1);
                    var last = x.TakeRows([.. Enumerable.Range(x.Rows - 5, 5)]);
                    GoldenFile.Close(golden!["transform_last5"].Matrix().Values, half.Transform(last).Values, Tolerance, what: kind);
                    break;
                case "robust_25_75":
                    var robust = RobustScaler.Fit(x);
                    Equal(golden, "center", robust.Center, scale);
                    Equal(golden, "scale", robust.Scale, scale);
                    First5(golden, robust.Transform(x));
                    break;
                case "l2_rows_first5":
                    GoldenFile.Close(golden.Matrix().Values, Normalizer.Transform(x.TakeRows([0, 1, 2, 3, 4])).Values, Tolerance, what: kind);
                    break;
                default:
                    Assert.Fail($"No check knows the scaler '{kind}'.");
                    break;
            }
        }
    }

    [GeneratedRegex(@"_with_constant_column_(\d+)_equal_(-?[\d.]+)$")]
    private static partial Regex ConstantColumn();

    private static void Equal(JsonNode? golden, string key, double[] actual, double[] unit)
    {
        var expected = golden![key].Numbers();
        Assert.Equal(expected.Length, actual.Length);
        for (var column = 0; column < expected.Length; column++)
        {
            GoldenFile.Close(expected[column], actual[column], Tolerance * unit[column], what: $"{golden.GetPath()}.{key}[{column}]");
        }
    }

    private static void First5(JsonNode? golden, DenseMatrix actual) =>
        GoldenFile.Close(golden!["transform_first5"].Matrix().Values, actual.TakeRows([0, 1, 2, 3, 4]).Values, Tolerance, what: golden.GetPath());
}
