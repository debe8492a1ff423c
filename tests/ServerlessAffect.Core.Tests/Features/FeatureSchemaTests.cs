using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Core.Tests.Features;

public sealed class FeatureSchemaTests
{
    private static FeatureSchema Schema() => new()
    {
        Name = "mood-terms",
        Version = 1,
        Modality = Modality.Text,
        Parameters = new JsonObject { ["kind"] = "terms", ["minDf"] = 2, ["ratio"] = 0.1 },
        Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", 5)],
        Assets = new Dictionary<string, ContentHash> { ["a.tsv"] = ContentHash.Compute([1]), ["b.tsv"] = ContentHash.Compute([2]) },
    };

    /// <summary>Stands in every feature file and manifest: what changes it makes all of them unreadable.</summary>
    [Fact]
    public void The_hash_of_a_schema_never_changes() =>
        Assert.Equal("69288d427e331cecbe4a5d75f10b697494160c9b84811067448910412d282e65", Schema().Hash.Value);

    [Fact]
    public void A_schema_read_back_has_the_same_hash()
    {
        foreach (var options in new[] { AffectJson.Options, AffectJson.Indented, AffectJson.Strict })
        {
            var read = JsonSerializer.Deserialize<FeatureSchema>(JsonSerializer.Serialize(Schema(), options), options)!;
            Assert.Equal(Schema().Hash, read.Hash);
        }
    }

    [Fact]
    public void The_order_of_parameters_and_assets_does_not_matter()
    {
        var other = Schema() with
        {
            Parameters = new JsonObject { ["ratio"] = 0.1, ["minDf"] = 2, ["kind"] = "terms" },
            Assets = new Dictionary<string, ContentHash> { ["b.tsv"] = ContentHash.Compute([2]), ["a.tsv"] = ContentHash.Compute([1]) },
        };
        Assert.Equal(Schema().Hash, other.Hash);
    }

    [Fact]
    public void Every_other_difference_makes_another_hash()
    {
        var all = new[]
        {
            Schema(),
            Schema() with { Name = "mood-term" },
            Schema() with { Version = 2 },
            Schema() with { Modality = Modality.Audio },
            Schema() with { Parameters = new JsonObject { ["kind"] = "terms", ["minDf"] = 3, ["ratio"] = 0.1 } },
            Schema() with { Parameters = new JsonObject { ["kind"] = "terms", ["minDf"] = 2 } },
            Schema() with { Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", 6)] },
            Schema() with { Axes = [new FeatureAxis("term", 5), new FeatureAxis("row", -1)] },
            Schema() with { Assets = new Dictionary<string, ContentHash> { ["a.tsv"] = ContentHash.Compute([1]) } },
            Schema() with { Assets = new Dictionary<string, ContentHash> { ["a.tsv"] = ContentHash.Compute([2]), ["b.tsv"] = ContentHash.Compute([1]) } },
        };
        Assert.Equal(all.Length, all.Select(s => s.Hash).Distinct().Count());
    }
}
