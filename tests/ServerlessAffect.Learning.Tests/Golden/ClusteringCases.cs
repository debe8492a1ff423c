using System.Text.Json.Nodes;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>The cases of a section of clustering.json, whatever stands there, and the comparisons that its README asks for.</summary>
internal static class ClusteringCases
{
    internal static TheoryData<string> Of(string section, Func<string, JsonNode?, bool>? where = null)
    {
        try
        {
            return [.. GoldenFile.Read("clustering.json")[section]!.AsObject().Where(p => where?.Invoke(p.Key, p.Value) ?? true).Select(p => p.Key)];
        }
        catch (SkipException)
        {
            return ["(no golden files)"];
        }
    }

    internal static JsonNode Read(string section, string name) => GoldenFile.Read("clustering.json")[section]![name]!;

    /// <summary>The rows of a case, named by its <c>matrix</c> or by the case itself.</summary>
    internal static DenseMatrix X(JsonNode golden, string name) => GoldenMatrices.X((string?)golden["matrix"] ?? name);

    /// <summary>The numbers of arrays in arrays, however deep, in their order.</summary>
    internal static double[] Flat(JsonNode? node) => node is JsonArray array ? [.. array.SelectMany(Flat)] : [node.Number()];

    /// <summary>Labels numbered by first appearance; noise stays.</summary>
    internal static int[] Canonical(IEnumerable<int> labels)
    {
        var numbers = new Dictionary<int, int> { [-1] = -1 };
        return [.. labels.Select(label => numbers.TryGetValue(label, out var number) ? number : numbers[label] = numbers.Count - 1)];
    }

    /// <summary>Adjusted Rand index; noise counts as a group.</summary>
    internal static double AdjustedRand(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        static double Pairs(IEnumerable<int> counts) => counts.Sum(n => n * (n - 1) / 2.0);
        var both = Pairs(a.Zip(b).GroupBy(p => p).Select(g => g.Count()));
        var (left, right) = (Pairs(a.GroupBy(l => l).Select(g => g.Count())), Pairs(b.GroupBy(l => l).Select(g => g.Count())));
        var expected = left * right / Pairs([a.Count]);
        return (left + right) / 2 == expected ? 1 : (both - expected) / (((left + right) / 2) - expected);
    }
}
