using System.Security.Cryptography;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Identity;

public sealed class ContentHashTests
{
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Nothing_has_the_published_digest()
    {
        Assert.Equal(OfNothing, ContentHash.Compute([]).Value);
        Assert.Equal(OfNothing[..12], ContentHash.Compute([]).Short);
    }

    [Fact]
    public void The_same_bytes_have_the_same_hash_whichever_way_they_come() => Prop.ForAll<byte[]>(bytes =>
    {
        var hash = ContentHash.Compute(bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash.ToString());
        Assert.Equal(hash, ContentHash.ComputeAsync(new MemoryStream(bytes), CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal(hash, ContentHash.Parse(hash.Value.ToUpperInvariant()));
        Assert.Equal(hash, JsonSerializer.Deserialize<ContentHash>(JsonSerializer.Serialize(hash, AffectJson.Options), AffectJson.Options));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));

    [Fact]
    public void The_default_is_the_hash_of_zeros()
    {
        var zeros = new string('0', 64);
        Assert.Equal(zeros, default(ContentHash).Value);
        Assert.Equal(default, ContentHash.Parse(zeros));
        Assert.Equal(default(ContentHash).GetHashCode(), ContentHash.Parse(zeros).GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("e3b0c4")]
    [InlineData(OfNothing + "0")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(" 3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("٣3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void What_is_no_digest_is_refused(string? text)
    {
        Assert.False(ContentHash.TryParse(text, out var hash));
        Assert.Equal(default, hash);
        Assert.Throws<FormatException>(() => ContentHash.Parse(text!));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"abc\"")]
    public void Json_that_is_no_digest_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ContentHash>(json, AffectJson.Options));
}
