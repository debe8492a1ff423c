using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Terms;

namespace ServerlessAffect.Features.Tests.Text.Terms;

public sealed class TextTermsFaultTests
{
    private const string Vocabulary = "vocabulary.tsv.gz";
    private static readonly FittedTextTerms Fitted = TextTermsFitter.Fit("sample", new TextTermsParameters { Blocks = [new() { Name = "w" }] }, TermsSamples.Texts);

    [Fact]
    public void A_missing_vocabulary_is_refused() => AssertRefused(ErrorCodes.DamagedModel, Fitted.Schema, []);

    [Fact]
    public void Another_vocabulary_is_refused() =>
        AssertRefused(ErrorCodes.TamperedModel, Fitted.Schema, Files("0\tword\t1\n"));

    [Fact]
    public void A_vocabulary_that_is_no_archive_is_refused() =>
        AssertRefused(ErrorCodes.DamagedModel, Fitted.Schema, new() { [Vocabulary] = "not gzip"u8.ToArray() });

    [Theory]
    [InlineData("0\tword\n")]
    [InlineData("0\tword\t0\n")]
    [InlineData("0\tword\t-1\n")]
    [InlineData("1\tword\t1\n")]
    [InlineData("x\tword\t1\n")]
    [InlineData("0\t\t1\n")]
    [InlineData("0\ta\\x\t1\n")]
    [InlineData("0\tb\t1\n0\ta\t1\n")]
    [InlineData("0\ta\t1\n0\ta\t1\n")]
    [InlineData("")]
    public void A_vocabulary_that_cannot_be_is_refused_even_with_its_digest(string content)
    {
        var schema = Fitted.Schema with
        {
            Assets = new Dictionary<string, ContentHash> { [Vocabulary] = ContentHash.Compute(Encoding.UTF8.GetBytes(content)) },
            Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", content.Count(c => c == '\n') + (content.Length == 0 ? 1 : 0))],
        };
        AssertRefused(ErrorCodes.DamagedModel, schema, Files(content));
    }

    [Fact]
    public void A_vocabulary_of_another_size_than_the_schemas_is_refused() =>
        AssertRefused(ErrorCodes.DamagedModel, Fitted.Schema with { Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", 1)] }, Fitted.Files.ToDictionary());

    [Fact]
    public void A_small_file_that_becomes_huge_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 257; i++)
            {
                gzip.Write(zeros);
            }
        }

        AssertRefused(ErrorCodes.DamagedModel, Fitted.Schema, new() { [Vocabulary] = bomb.ToArray() });
    }

    [Theory]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[]}")]
    [InlineData("{\"kind\":\"text-terms\"}")]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[{\"name\":\"w\",\"ngramMin\":0}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[{\"name\":\"w\",\"ngramMin\":3,\"ngramMax\":2}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[{\"name\":\"w\",\"tokenPattern\":\"nosuch\"}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"cleaning\":\"nosuch\",\"blocks\":[{\"name\":\"w\"}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"unread\":1,\"blocks\":[{\"name\":\"w\"}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[{\"name\":\"w\",\"analyzer\":\"nosuch\"}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[{\"name\":\"w\",\"ngramMax\":\"2\"}]}")]
    [InlineData("{\"kind\":\"text-terms\",\"blocks\":[{\"name\":\"w\",\"weight\":0}]}")]
    public void Parameters_that_cannot_be_are_refused(string parameters) =>
        AssertRefused(ErrorCodes.InvalidRecipe, Fitted.Schema with { Parameters = JsonNode.Parse(parameters)!.AsObject() }, Fitted.Files.ToDictionary());

    [Theory]
    [InlineData("{\"kind\":\"mel-spectrogram\"}")]
    [InlineData("{\"kind\":7}")]
    [InlineData("{}")]
    public void Another_kind_of_features_is_a_mismatch(string parameters) =>
        AssertRefused(ErrorCodes.SchemaMismatch, Fitted.Schema with { Parameters = JsonNode.Parse(parameters)!.AsObject() }, Fitted.Files.ToDictionary());

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(string vocabulary) =>
        new() { [Vocabulary] = CompressedAsset.Compress(Encoding.UTF8.GetBytes(vocabulary)) };

    private static void AssertRefused(string code, FeatureSchema schema, Dictionary<string, ReadOnlyMemory<byte>> files) =>
        Assert.Equal(code, Assert.Throws<AffectException>(() => TextExtractors.Create(schema, files)).Code);
}
