using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Core.Readings;

/// <summary>All readings of one item by one model version: the file <c>predictions/{item}/{schema}/{model}@{version}.json</c>.</summary>
public sealed record PredictionDocument
{
    public required ContentHash Item { get; init; }

    public required string File { get; init; }

    public required Modality Modality { get; init; }

    public required ModelIdentity Model { get; init; }

    /// <summary>Hash of the feature schema.</summary>
    public required ContentHash Schema { get; init; }

    public required string Notice { get; init; }

    public required IReadOnlyList<Reading> Readings { get; init; }
}
