using System.Text.Json;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Vectorizers;

public sealed class VectorizerGoldenTests
{
    private const double Tolerance = 1e-10;

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
        var options = new (string Name, VectorizerOptions Options)[]
        {
            ("char_wb_2_4_of_example", new() { Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 4 }),
            ("word_1_2_of_example", new() { NgramMax = 2 }),
            ("char_2_2_of_example", new() { Analyzer = TermAnalyzer.Char, NgramMin = 2, NgramMax = 2 }),
        };
        for (var i = 0; i < options.Length; i++)
        {
            var index = TermIndex.Create(options[i].Options);
            var nodes = new Features.Text.IntBuffer();
            index.Add(examples[i], new AnalyzerScratch(), nodes);
            var expected = VectorizerGolden.Strings(analyzers.GetProperty(options[i].Name));
            Assert.Equal(expected.Order(StringComparer.Ordinal), nodes.Written.ToArray().Select(n => Term(index, n)).Order(StringComparer.Ordinal));
        }
    }

    [SkippableFact]
    public void Hashed_rows_equal_scikit_learns()
    {
        var golden = VectorizerGolden.Load();
        var rows = golden.GetProperty("hashing_1024_murmur3_signed_l2").GetProperty("rows_first5");
        var texts = VectorizerGolden.Strings(golden.GetProperty("fit_texts"))[..rows.GetArrayLength()];
        var hashed = new HashingVectorizer(new VectorizerOptions(), 1024).Transform(texts);
        AssertRows(rows, hashed, 0, "hashing");
    }

    [SkippableFact]
    public void Cosines_between_new_and_fitted_texts_equal_scikit_learns()
    {
        var golden = VectorizerGolden.Load();
        var vectorizer = new TfidfVectorizer(new VectorizerOptions { NgramMax = 2 }, new TfidfOptions());
        var fitted = vectorizer.FitTransform(VectorizerGolden.Strings(golden.GetProperty("fit_texts")));
        var other = vectorizer.Transform(VectorizerGolden.Strings(golden.GetProperty("new_texts")));
        var row = 0;
        foreach (var expected in golden.GetProperty("cosine_new_vs_fit_tfidf_word_1_2").EnumerateArray())
        {
            for (var column = 0; column < fitted.Rows; column++)
            {
                Assert.Equal(expected[column].GetDouble(), Dot(other, row, fitted, column), 1e-9);
            }

            row++;
        }
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
}
