using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Hashing;

public sealed class TextHashingTests
{
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> NoFiles = [];

    // From MurmurHash3's reference implementation.
    [Theory]
    [InlineData("", 0u, 0)]
    [InlineData("", 1u, 0x514E28B7)]
    [InlineData("a", 0u, 0x3C2569B2)]
    [InlineData("abc", 0u, unchecked((int)0xB3DD93FA))]
    [InlineData("Hello, world!", 1234u, unchecked((int)0xFAF6CDB3))]
    public void Murmur3_is_the_reference(string text, uint seed, int hash) => Assert.Equal(hash, Murmur3.Hash(Encoding.UTF8.GetBytes(text), seed));

    [Fact]
    public void Every_catalogued_set_extracts_without_a_model()
    {
        foreach (var name in FeatureSetCatalogue.Names)
        {
            var schema = FeatureSetCatalogue.Schema(name);
            var matrix = TextExtractors.Create(schema, NoFiles).Extract(["Shares of $ABCD jump 12%", ""], default);
            Assert.Equal(name, schema.Name);
            Assert.Equal(1 << 18, matrix.Columns);
            Assert.Equal(1, matrix.RowValues(0).ToArray().Sum(v => v * v), 1e-12);
            Assert.Equal(0, matrix.RowValues(1).Length);
        }
    }

    [Theory]
    [InlineData(FeatureSetCatalogue.TextHashing, "66a736d6f15a44d075b40fff02c0b12999cac80dec192b00c6cea47e372aec85")]
    [InlineData(FeatureSetCatalogue.TextHashingCharacters, "40116912922afe1d02b61f0336a9a230a6c574da54c122c04e1e12d4c6cee6d0")]
    public void The_hash_of_a_catalogued_set_never_changes(string name, string hash) => Assert.Equal(hash, FeatureSetCatalogue.Schema(name).Hash.Value);

    [Fact]
    public void Stop_words_and_lemmas_change_the_row_and_the_schema()
    {
        using var folder = new TemporaryFolder();
        foreach (var part in new[] { "noun", "verb", "adj", "adv" })
        {
            folder.Write($"index.{part}", "share n 1\n");
        }

        var (lists, plain) = (WordNetFolder.Read(folder.Path), FeatureSetCatalogue.Parameters(FeatureSetCatalogue.TextHashing));
        var changed = TextHashingExtractor.Create("sample", plain with { StopWords = ["the"], Lemmas = [WordNetPart.Noun] }, lists);
        var wanted = TextHashingExtractor.Create("sample", plain, null);

        Assert.Equal(wanted.Extract(["share rises"], default).Indices, changed.Extract(["the shares rises"], default).Indices);
        Assert.NotEqual(wanted.Extract(["the shares rises"], default).Indices, changed.Extract(["the shares rises"], default).Indices);
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { ["wordnet.tsv.gz"] = CompressedAsset.Compress(lists.ToAsset([WordNetPart.Noun])) };
        Assert.Equal(changed.Extract(["the shares"], default).Indices, TextExtractors.Create(changed.Schema, files).Extract(["the shares"], default).Indices);
        files["wordnet.tsv.gz"] = CompressedAsset.Compress("0\tshares\n"u8);
        Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => TextExtractors.Create(changed.Schema, files)).Code);
        Assert.Equal(ErrorCodes.InvalidRequest, Assert.Throws<AffectException>(() => TextHashingExtractor.Create("sample", plain with { Lemmas = [WordNetPart.Noun] }, null)).Code);
        Assert.Equal(
            ErrorCodes.InvalidRecipe,
            Assert.Throws<AffectException>(() => TextHashingExtractor.Create("sample", FeatureSetCatalogue.Parameters(FeatureSetCatalogue.TextHashingCharacters) with { StopWords = ["the"] }, null)).Code);
    }

    [Fact]
    public void An_unknown_set_is_refused_with_the_known_names()
    {
        var error = Assert.Throws<AffectException>(() => FeatureSetCatalogue.Schema("nosuch"));
        Assert.Equal(ErrorCodes.UnknownFeatureSet, error.Code);
        Assert.Contains("text-hashing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Buckets_out_of_range_are_refused()
    {
        var schema = TextHashingExtractor.SchemaOf("sample", new TextHashingParameters { Buckets = 1 });
        Assert.Equal(ErrorCodes.InvalidRecipe, Assert.Throws<AffectException>(() => TextExtractors.Create(schema, NoFiles)).Code);
    }

    [SkippableFact]
    public void Hashed_rows_equal_scikit_learns_on_every_script()
    {
        string[] texts = ["Grüße 12% 今日の株価 Привет 𝗯𝗼 ²", "a b c d e f g the the the", ""];
        using var folder = new TemporaryFolder();
        var input = folder.Write("texts.txt", string.Join('\n', texts));
        var output = PythonPeer.Run(
            "import sys; from sklearn.feature_extraction.text import HashingVectorizer as H; t = open(sys.argv[1], encoding='utf-8').read().split('\\n'); m = H(analyzer='char_wb', ngram_range=(1, 3), n_features=4096, norm='l1').transform(t); print(m.indptr.tolist(), m.indices.tolist()); print(' '.join(repr(float(v)) for v in m.data))",
            input).Trim().Split('\n');
        var hashed = new HashingVectorizer(new VectorizerOptions { Analyzer = TermAnalyzer.CharWb, NgramMax = 3 }, 4096, TermNorm.L1).Transform(texts);
        Assert.Equal(output[0], $"[{string.Join(", ", hashed.IndPtr)}] [{string.Join(", ", hashed.Indices)}]");
        var expected = output[1].Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.All(expected.Zip(hashed.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
