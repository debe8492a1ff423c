using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>One line of <c>affect score</c>: what one model says of one row of one input, or why nothing can be said.</summary>
/// <param name="File">As it was named on the command line; <c>-</c> for standard input; null for <c>--text</c>.</param>
/// <param name="Row">From 0; null where the whole input failed.</param>
/// <param name="Item">SHA-256 of the input's bytes; null where they could not be read.</param>
/// <param name="Modality">Null where the type could not be told.</param>
/// <param name="Source">Null where no model was reached.</param>
internal readonly record struct ScoredRow(string? File, int? Row, ContentHash? Item, Modality? Modality, Reading Reading, ReadingSource? Source)
{
    /// <summary>What became of a dropped file where that is not one of a reading's words: <c>quarantined</c>, <c>dead</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The model that was asked and has nothing to say; null where it is unknown, or <see cref="Source"/> names it.</summary>
    public ModelRef? Asked { get; init; }

    /// <summary>The word for people and scripts.</summary>
    public string Status => Outcome ?? (Reading.Status is ReadingStatus.Scored ? "scored" : "failed");

    public static ScoredRow Failed(string? file, ContentHash? item, Modality? modality, ReadingError error, ReadingSource? source = null) =>
        new(file, null, item, modality, new Reading { Row = 0, Status = ReadingStatus.Failed, Error = error }, source);
}
