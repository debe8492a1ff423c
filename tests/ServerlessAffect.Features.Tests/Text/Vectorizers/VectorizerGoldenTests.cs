using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Vectorizers;

public sealed partial class VectorizerGoldenTests
{
    private const double Tolerance = 1e-10;
    private const string CosinePrefix = "cosine_new_vs_fit_";

    /// <summary>What is compared with nothing; the classifiers on top are Learning's, and tested there.</summary>
    private static readonly string[] Inputs =
        ["_meta", "source", "max_features_note", "row_numbers", "fit_texts", "new_texts", "stop_words_used", "row_form", "classifier_on_tfidf_word_1_2"];

    [SkippableFact]
    public void Every_entry_of_the_file_has_a_test() => Assert.DoesNotContain(
        VectorizerGolden.Load().EnumerateObject().Select(e => e.Name),
        name => !Inputs.Contains(name) && name is not ("configs" or "analyzers") && !HashingName().IsMatch(name) && !name.StartsWith(CosinePrefix, StringComparison.Ordinal));

    [SkippableFact]
    public void Vocabulary_idf_and_rows_equal_scikit_learn_in_every_setting()
    {
        var golden = VectorizerGolden.Load();
        var fitTexts = VectorizerGolden.Strings(golden.GetProperty("fit_texts"));
        var newTexts = VectorizerGolden.Strings(golden.GetProperty("new_texts"));
        var cases = 0;
        foreach (var config in golden.GetProperty("configs").EnumerateObject())
        {
            var (options, weights) = VectorizerGolden.Options(golden, config.Value.GetProperty("params"));
            var tfidf = config.Value.GetProperty("class").GetString() == "TfidfVectorizer";
            var vectorizer = new TermVectorizer(options, tfidf ? weights : null);
            var fitted = vectorizer.FitTransform(fitTexts, default);

            Assert.Equal(VectorizerGolden.Strings(config.Value.GetProperty("vocabulary")), vectorizer.FeatureNames);
            if (config.Value.TryGetProperty("idf", out var idf))
            {
                AssertClose([.. idf.EnumerateArray().Select(e => e.GetDouble())], [.. vectorizer.Fitted.Weighting.Idf], config.Name);
            }

            AssertRows(config.Value.GetProperty("fit_rows"), fitted, 0, config.Name);
            AssertSums(config.Value, fitted, config.Name);
            var transformed = vectorizer.Transform(newTexts, default);
            var newRows = config.Value.GetProperty("new_rows");
            AssertRows(newRows, transformed, newTexts.Length - newRows.GetArrayLength(), config.Name);
            AssertSame(fitted, vectorizer.Transform(fitTexts, default));
            cases++;
        }

        Assert.True(cases > 0);
    }

    [SkippableFact]
    public void Terms_of_examples_equal_scikit_learns()
    {
        var analyzers = VectorizerGolden.Load().GetProperty("analyzers");
        var examples = VectorizerGolden.Strings(analyzers.GetProperty("example_texts"));
        var cases = 0;
        foreach (var analyzer in analyzers.EnumerateObject().Where(a => a.Name != "example_texts"))
        {
            var name = AnalyzerName().Match(analyzer.Name);
            Assert.True(name.Success, analyzer.Name);
            var index = TermIndex.Create(new VectorizerOptions
            {
                Analyzer = VectorizerGolden.Analyzer(name.Groups["analyzer"].Value),
                NgramMin = int.Parse(name.Groups["min"].Value, CultureInfo.InvariantCulture),
                NgramMax = int.Parse(name.Groups["max"].Value, CultureInfo.InvariantCulture),
            });
            var nodes = new Features.Text.IntBuffer();
            var scratch = new AnalyzerScratch();
            scratch.Begin(examples[cases++]);
            index.Add(scratch.Clean(TextCleaner.None), scratch, nodes);
            Assert.Equal(VectorizerGolden.Strings(analyzer.Value).Order(StringComparer.Ordinal), nodes.Written.ToArray().Select(n => Term(index, n)).Order(StringComparer.Ordinal));
        }

        Assert.True(cases > 0);
    }

    [SkippableFact]
    public void Hashed_rows_equal_scikit_learns()
    {
        var golden = VectorizerGolden.Load();
        var cases = 0;
        foreach (var hashing in golden.EnumerateObject())
        {
            var name = HashingName().Match(hashing.Name);
            if (!name.Success)
            {
                continue;
            }

            var rows = hashing.Value.EnumerateObject().Single().Value;
            var texts = VectorizerGolden.Strings(golden.GetProperty("fit_texts"))[..rows.GetArrayLength()];
            var norm = Enum.Parse<TermNorm>(name.Groups["norm"].Value, ignoreCase: true);
            var buckets = int.Parse(name.Groups["buckets"].Value, CultureInfo.InvariantCulture);
            AssertRows(rows, new HashingVectorizer(new VectorizerOptions(), buckets, norm, name.Groups["sign"].Value == "signed").Transform(texts), 0, hashing.Name);
            cases++;
        }

        Assert.True(cases > 0);
    }

    [SkippableFact]
    public void Cosines_between_new_and_fitted_texts_equal_scikit_learns()
    {
        var golden = VectorizerGolden.Load();
        var cases = 0;
        foreach (var cosines in golden.EnumerateObject().Where(m => m.Name.StartsWith(CosinePrefix, StringComparison.Ordinal)))
        {
            var (options, weights) = VectorizerGolden.Options(golden, golden.GetProperty("configs").GetProperty(cosines.Name[CosinePrefix.Length..]).GetProperty("params"));
            var vectorizer = new TfidfVectorizer(options, weights);
            var fitted = vectorizer.FitTransform(VectorizerGolden.Strings(golden.GetProperty("fit_texts")));
            var other = vectorizer.Transform(VectorizerGolden.Strings(golden.GetProperty("new_texts")));
            var row = 0;
            foreach (var expected in cosines.Value.EnumerateArray())
            {
                for (var column = 0; column < fitted.Rows; column++)
                {
                    Assert.Equal(expected[column].GetDouble(), Dot(other, row, fitted, column), 1e-9);
                }

                row++;
            }

            cases++;
        }

        Assert.True(cases > 0);
    }

    private static double Dot(CsrMatrix left, int leftRow, CsrMatrix right, int rightRow)
    {
        var values = right.RowIndices(rightRow).ToArray().Zip(right.RowValues(rightRow).ToArray()).ToDictionary();
        return left.RowIndices(leftRow).ToArray().Zip(left.RowValues(leftRow).ToArray()).Sum(e => e.Second * values.GetValueOrDefault(e.First));
    }

    private static string Term(TermIndex index, int node)
    {
        var text = new Features.Text.TextBuffer();
        index.AppendTerm(node, text);
        return text.Written.ToString();
    }

    private static void AssertRows(JsonElement expected, CsrMatrix actual, int firstRow, string name)
    {
        var row = firstRow;
        foreach (var entry in expected.EnumerateArray())
        {
            Assert.Equal([.. entry[0].EnumerateArray().Select(e => e.GetInt32())], actual.RowIndices(row).ToArray());
            AssertClose([.. entry[1].EnumerateArray().Select(e => e.GetDouble())], actual.RowValues(row).ToArray(), $"{name} row {row}");
            row++;
        }
    }

    private static void AssertSums(JsonElement config, CsrMatrix actual, string name)
    {
        var sums = Enumerable.Range(0, actual.Rows).Select(r => actual.RowValues(r).ToArray().Sum()).ToArray();
        AssertClose([.. config.GetProperty("fit_row_sums").EnumerateArray().Select(e => e.GetDouble())], sums, name);
        Assert.Equal([.. config.GetProperty("fit_nnz_each").EnumerateArray().Select(e => e.GetInt32())], Enumerable.Range(0, actual.Rows).Select(r => actual.RowIndices(r).Length));
    }

    private static void AssertSame(CsrMatrix expected, CsrMatrix actual)
    {
        Assert.Equal(expected.IndPtr, actual.IndPtr);
        Assert.Equal(expected.Indices, actual.Indices);
        Assert.Equal(expected.Values, actual.Values);
    }

    private static void AssertClose(double[] expected, double[] actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance, $"{name}: value {i} is {actual[i]}, expected {expected[i]}.");
        }
    }

    [GeneratedRegex("^(?<analyzer>char_wb|char|word)_(?<min>[0-9]+)_(?<max>[0-9]+)_of_example$", RegexOptions.ExplicitCapture)]
    private static partial Regex AnalyzerName();

    [GeneratedRegex("^hashing_(?<buckets>[0-9]+)_murmur3_(?<sign>signed|unsigned)_(?<norm>l1|l2|none)$", RegexOptions.ExplicitCapture)]
    private static partial Regex HashingName();
}
