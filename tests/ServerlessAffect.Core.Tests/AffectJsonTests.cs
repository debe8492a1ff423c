using System.Text.Json;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Core.Tests;

public sealed class AffectJsonTests
{
    [Fact]
    public void What_may_be_null_may_be_missing()
    {
        var source = new ItemSource("a.txt", null, DateTimeOffset.UnixEpoch);
        var json = JsonSerializer.Serialize(source, AffectJson.Options);
        Assert.Equal("""{"name":"a.txt","receivedAt":"1970-01-01T00:00:00+00:00"}""", json);
        Assert.Equal(source, JsonSerializer.Deserialize<ItemSource>(json, AffectJson.Options));
        Assert.Equal(source, JsonSerializer.Deserialize<ItemSource>(json, AffectJson.Strict));
        var label = new ItemLabel("mood", 0, "glad", null, DateTimeOffset.UnixEpoch);
        Assert.Equal(label, JsonSerializer.Deserialize<ItemLabel>(JsonSerializer.Serialize(label, AffectJson.Options), AffectJson.Options));
    }

    [Theory]
    [InlineData("""{"receivedAt":"1970-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"name":null,"receivedAt":"1970-01-01T00:00:00+00:00"}""")]
    [InlineData("""{"name":"a.txt"}""")]
    public void What_may_not_be_null_may_not_be_missing(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ItemSource>(json, AffectJson.Options));

    [Fact]
    public void A_member_that_nobody_reads_is_refused_only_where_strangers_write()
    {
        const string json = """{"name":"a.txt","receivedAt":"1970-01-01T00:00:00+00:00","more":1}""";
        Assert.NotNull(JsonSerializer.Deserialize<ItemSource>(json, AffectJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ItemSource>(json, AffectJson.Strict));
    }

    [Fact]
    public void Required_members_without_a_constructor_are_required_too() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ScoreRequest>("""{"v":1}""", AffectJson.Options));
}
