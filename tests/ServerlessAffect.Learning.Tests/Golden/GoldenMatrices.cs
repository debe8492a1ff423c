using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>The inputs of matrices.json, standardised over all rows, cut to their first columns and relabelled where a name asks for it, cut into the golden train and test rows.</summary>
internal static partial class GoldenMatrices
{
    internal sealed record Split(DenseMatrix TrainX, int[] TrainY, DenseMatrix TestX, int[] TestY, string[] Classes);

    internal static DenseMatrix X(string name)
    {
        var all = GoldenFile.Read("matrices.json");
        var baseName = name.Split('_')[0];
        var x = all[baseName]!["X"].Matrix();
        x = name.Contains("_standardised", StringComparison.Ordinal) ? Standardised(x) : x;
        return FirstColumns().Match(name) is { Success: true } cut ? x.TakeColumns([.. Enumerable.Range(0, int.Parse(cut.Groups[1].Value, CultureInfo.InvariantCulture))]) : x;
    }

    internal static int[] Y(string name)
    {
        var y = GoldenFile.Read("matrices.json")[name.Split('_')[0]]!["y"].Integers();
        return name.EndsWith("_binary_class0_vs_rest", StringComparison.Ordinal) ? Array.ConvertAll(y, label => label == 0 ? 0 : 1) : y;
    }

    /// <summary>Every fourth row (index % 4 == 3) is a test row.</summary>
    internal static Split TrainTest(string name)
    {
        var (x, y) = (X(name), Y(name));
        var train = Enumerable.Range(0, y.Length).Where(i => i % 4 != 3).ToArray();
        var test = Enumerable.Range(0, y.Length).Where(i => i % 4 == 3).ToArray();
        string[] classes = [.. Enumerable.Range(0, y.Max() + 1).Select(c => $"class {c}")];
        return new Split(x.TakeRows(train), [.. train.Select(i => y[i])], x.TakeRows(test), [.. test.Select(i => y[i])], classes);
    }

    [GeneratedRegex("_first([0-9]+)columns")]
    private static partial Regex FirstColumns();

    private static DenseMatrix Standardised(DenseMatrix x)
    {
        var result = new DenseMatrix(x.Rows, x.Columns);
        for (var j = 0; j < x.Columns; j++)
        {
            var column = Enumerable.Range(0, x.Rows).Select(i => x[i, j]).ToArray();
            var mean = column.Average();
            var deviation = Math.Sqrt(column.Average(v => (v - mean) * (v - mean)));
            for (var i = 0; i < x.Rows; i++)
            {
                result[i, j] = (x[i, j] - mean) / deviation;
            }
        }

        return result;
    }
}
