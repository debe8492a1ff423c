using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>A file of golden values and the small conversions that the tests need; numbers may be null (NaN) or the words Infinity and -Infinity.</summary>
internal static class GoldenFile
{
    internal static JsonObject Read(string name)
    {
        using var stream = File.OpenRead(Path.Combine(SharedFiles.RequireGolden("learning"), name));
        return JsonNode.Parse(stream)!.AsObject();
    }

    internal static double Number(this JsonNode? node) => node switch
    {
        null => double.NaN,
        _ when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>() == "Infinity" ? double.PositiveInfinity : double.NegativeInfinity,
        _ => node.GetValue<double>(),
    };

    internal static double[] Numbers(this JsonNode? node) => [.. node!.AsArray().Select(Number)];

    internal static int[] Integers(this JsonNode? node) => [.. node!.AsArray().Select(n => (int)n.Number())];

    internal static double[][] Rows(this JsonNode? node) => [.. node!.AsArray().Select(Numbers)];

    internal static DenseMatrix Matrix(this JsonNode? node)
    {
        var rows = node.Rows();
        return new DenseMatrix(rows.Length, rows[0].Length, [.. rows.SelectMany(r => r)]);
    }

    internal static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double absolute, double relative = 0, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual[i], absolute, relative, $"{what}[{i}]");
        }
    }

    internal static void Close(double expected, double actual, double absolute, double relative = 0, string what = "")
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.True(
            Math.Abs(expected - actual) <= absolute + (relative * Math.Abs(expected)),
            $"{what}: expected {expected:R}, got {actual:R}, off by {Math.Abs(expected - actual):E2}; allowed {absolute + (relative * Math.Abs(expected)):E2}.");
    }
}
