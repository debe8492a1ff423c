using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Core.Features;

/// <summary>Says exactly what the numbers of a feature set are. Its <see cref="Hash"/> stands in every feature file and model manifest;
/// a model is never fed features of another schema.</summary>
public sealed record FeatureSchema
{
    /// <summary>For example <c>tweet-topic-terms</c>: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Raised by hand when the extractor's code changes what it returns for the same parameters.</summary>
    public required int Version { get; init; }

    public required Modality Modality { get; init; }

    /// <summary>Everything that the extractor needs besides its assets; its meaning belongs to the extractor named by <c>kind</c> in it.</summary>
    public required JsonObject Parameters { get; init; }

    /// <summary>Axis names and sizes of one item's array, first axis first; -1 where the size varies.</summary>
    public required IReadOnlyList<FeatureAxis> Axes { get; init; }

    /// <summary>SHA-256 of the files that the extractor needs, by file name (a vocabulary, for example); of the content before compression.</summary>
    public IReadOnlyDictionary<string, ContentHash> Assets { get; init; } = new Dictionary<string, ContentHash>();

    /// <summary>SHA-256 of this record's canonical JSON.</summary>
    [JsonIgnore]
    public ContentHash Hash => CanonicalJson.Hash(System.Text.Json.JsonSerializer.SerializeToNode(this, AffectJson.Options));
}
