using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Terms;

public sealed class TextTermsTests
{
    [Fact]
    public void The_extractor_returns_for_the_fitted_texts_what_the_fitter_returned()
    {
        var fitted = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        AssertSame(fitted.Matrix, fitted.CreateExtractor().Extract(TermsSamples.Texts, default));
        Assert.Equal(fitted.Matrix.Columns, fitted.Terms.Count);
        Assert.Equal(fitted.Matrix.Columns, fitted.BlockStarts[^1]);
        Assert.All(Enumerable.Range(0, 6), block => Assert.True(fitted.BlockStarts[block] < fitted.BlockStarts[block + 1]));
    }

    [Fact]
    public void One_text_alone_has_the_row_that_it_has_among_others()
    {
        var fitted = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        var extractor = fitted.CreateExtractor();
        for (var row = 0; row < TermsSamples.Texts.Length; row++)
        {
            var alone = extractor.Extract([TermsSamples.Texts[row]], default);
            Assert.Equal(fitted.Matrix.RowIndices(row), alone.RowIndices(0));
            Assert.Equal(fitted.Matrix.RowValues(row), alone.RowValues(0));
        }
    }

    [Fact]
    public void A_schema_that_was_written_as_json_makes_the_same_extractor()
    {
        var fitted = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        var schema = JsonSerializer.Deserialize<FeatureSchema>(JsonSerializer.Serialize(fitted.Schema, AffectJson.Indented), AffectJson.Strict)!;
        Assert.Equal(fitted.Schema.Hash, schema.Hash);
        AssertSame(fitted.Matrix, TextExtractors.Create(schema, fitted.Files).Extract(TermsSamples.Texts, default));
    }

    [Fact]
    public void Fitting_again_gives_the_same_schema_and_files()
    {
        var first = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        var again = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        Assert.Equal(first.Schema.Hash, again.Schema.Hash);
        Assert.All(first.Files, f => Assert.Equal(f.Value.ToArray(), again.Files[f.Key].ToArray()));
    }

    [Fact]
    public void Terms_are_those_of_their_analyzer()
    {
        var terms = Terms(new TextTermsBlock { Name = "s", Analyzer = TermAnalyzer.Shape, NgramMax = 2, TokenPattern = TokenPatterns.Tweet, Lowercase = false }, "Big $ABCD https://example.test/1");
        Assert.Equal(["$L1", "C", "C $L1", "Xx", "Xx C", "^", "^ Xx"], terms);
        terms = Terms(new TextTermsBlock { Name = "p", Analyzer = TermAnalyzer.Position, TokenPattern = TokenPatterns.Tweet }, "one two three four");
        Assert.Equal(["1$ four", "2$ three four", "^1 one", "^2 one two", "^3 one two three", "^h one", "^h three", "^h two"], terms);
        terms = Terms(new TextTermsBlock { Name = "q", Analyzer = TermAnalyzer.Pair, TokenPattern = TokenPatterns.Tweet }, "b a b c");
        Assert.Equal(["a b", "a c", "b c"], terms);
        terms = Terms(new TextTermsBlock { Name = "w", TokenPattern = TokenPatterns.Tweet, FoldDigits = true }, "1,250 in 2023 and 1999");
        Assert.Equal(["0,000", "0000", "2023", "and", "in"], terms);
    }

    [Fact]
    public void Weights_multiply_the_block_after_its_norm()
    {
        var fitted = TextTermsFitter.Fit("sample", new TextTermsParameters { Blocks = [new() { Name = "w", Weight = 0.25 }] }, TermsSamples.Texts);
        Assert.Equal(0.25, Math.Sqrt(fitted.Matrix.RowValues(0).ToArray().Sum(v => v * v)), 1e-12);
    }

    [Fact]
    public void Pruned_features_keep_the_columns_asked_for_and_norm_what_is_left()
    {
        var fitted = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        int[] columns = [.. Enumerable.Range(0, fitted.Matrix.Columns).Where(c => c % 3 == 0)];
        var pruned = TextTermsFitter.Prune(fitted, columns, TermsSamples.Texts);
        Assert.Equal(columns.Select(c => fitted.Terms[c]), pruned.Terms);
        Assert.NotEqual(fitted.Schema.Hash, pruned.Schema.Hash);
        AssertSame(pruned.Matrix, pruned.CreateExtractor().Extract(TermsSamples.Texts, default));
        Assert.Equal(1, Norm(pruned.Matrix, 0, pruned.BlockStarts[1], pruned.BlockStarts[2]), 1e-12);
    }

    [Fact]
    public void Lemmatised_terms_take_their_word_lists_along()
    {
        using var folder = new TemporaryFolder();
        foreach (var part in new[] { "noun", "verb", "adj", "adv" })
        {
            folder.Write($"index.{part}", part == "noun" ? "share n 1\nmarket n 1\n" : "x v 1\n");
        }

        var parameters = new TextTermsParameters { Blocks = [new() { Name = "w", Lemmas = [WordNetPart.Noun] }] };
        var fitted = TextTermsFitter.Fit("sample", parameters, ["shares market", "share markets"], WordNetFolder.Read(folder.Path));
        Assert.Equal(["market", "share"], fitted.Terms);
        AssertSame(fitted.Matrix, fitted.CreateExtractor().Extract(["shares market", "share markets"], default));
        Assert.Equal(ErrorCodes.InvalidRequest, Assert.Throws<AffectException>(() => TextTermsFitter.Fit("sample", parameters, ["a"])).Code);
        var tampered = new Dictionary<string, ReadOnlyMemory<byte>>(fitted.Files) { ["wordnet.tsv.gz"] = CompressedAsset.Compress("0\tmarket\n0\tshares\n"u8) };
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => TextTermsExtractor.Create(fitted.Schema, tampered)).Code);
        tampered.Remove("wordnet.tsv.gz");
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => TextTermsExtractor.Create(fitted.Schema, tampered)).Code);
    }

    [Fact]
    public void Named_stop_words_become_part_of_the_schema()
    {
        var named = new TextTermsParameters { Blocks = [new() { Name = "w", StopWords = ["the"], StopWordList = "mine" }] };
        var words = new TextTermsParameters { Blocks = [new() { Name = "w", StopWords = ["of", "the"] }] };

        Assert.Equal(ErrorCodes.InvalidRequest, Assert.Throws<AffectException>(() => TextTermsFitter.Fit("sample", named, ["the end of it"])).Code);
        var fitted = TextTermsFitter.Fit("sample", named.WithStopWords(new Dictionary<string, IReadOnlyList<string>> { ["mine"] = ["of"] }), ["the end of it"]);

        Assert.Equal(["end", "it"], fitted.Terms);
        Assert.Equal(TextTermsFitter.Fit("sample", words, ["the end of it"]).Schema.Hash, fitted.Schema.Hash);
    }

    [Fact]
    public void Many_threads_get_the_same_rows()
    {
        var fitted = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        var extractor = fitted.CreateExtractor();
        Parallel.For(0, 200, _ => AssertSame(fitted.Matrix, extractor.Extract(TermsSamples.Texts, default)));
    }

    [Fact]
    public void Texts_without_any_term_left_cannot_be_fitted() =>
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => TextTermsFitter.Fit("sample", new TextTermsParameters { Blocks = [new() { Name = "w" }] }, ["", "!"])).Code);

    [Fact]
    public void Extracting_stops_when_told_to() =>
        Assert.Throws<OperationCanceledException>(() => TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts).CreateExtractor().Extract(["a"], new CancellationToken(true)));

    private static IReadOnlyList<string> Terms(TextTermsBlock block, string text) =>
        TextTermsFitter.Fit("sample", new TextTermsParameters { Blocks = [block] }, [text]).Terms;

    private static double Norm(CsrMatrix matrix, int row, int firstColumn, int endColumn) =>
        Math.Sqrt(matrix.RowIndices(row).ToArray().Zip(matrix.RowValues(row).ToArray()).Where(e => e.First >= firstColumn && e.First < endColumn).Sum(e => e.Second * e.Second));

    private static void AssertSame(CsrMatrix expected, CsrMatrix actual)
    {
        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(expected.IndPtr, actual.IndPtr);
        Assert.Equal(expected.Indices, actual.Indices);
        Assert.Equal(expected.Values, actual.Values);
    }
}
