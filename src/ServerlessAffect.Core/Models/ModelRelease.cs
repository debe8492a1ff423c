using System.Text.Json.Serialization;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Core.Models;

/// <summary>One entry of a model's history: from <see cref="At"/> on, <see cref="Version"/> is the champion.</summary>
/// <param name="Sequence">From 1, without gaps; creating entry n + 1 is the commit.</param>
/// <param name="ManifestDigest">Of the released version, so that a manifest changed later is refused.</param>
/// <param name="Reason">For people: <c>first version</c>, <c>rolled back</c>, <c>won by …</c>.</param>
public sealed record ModelRelease(int Sequence, string Model, string Version, ContentHash ManifestDigest, DateTimeOffset At, string Reason)
{
    /// <summary>What the model reads: only items of it are asked of the model. A recording's model also hears videos.</summary>
    public Modality Modality { get; init; } = Modality.Text;

    /// <summary>Whether the model reads recordings one by one, or those of a subject together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Standardising Standardise { get; init; }

    /// <summary>Whether the model reads items of this modality, each by itself: a model that reads a subject's recordings together is asked for them, never by an item.</summary>
    public bool Reads(Modality modality) => Standardise is Standardising.None && IsFor(modality);

    /// <summary>Whether items of this modality are what the model is for, alone or together.</summary>
    public bool IsFor(Modality modality) => Modality == (modality is Modality.Video ? Modality.Audio : modality);
}
