using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>How far one upload has come.</summary>
/// <param name="Stage">Whether there is more to come.</param>
/// <param name="Reason">Why the file was refused or given up; else what holds it up.</param>
/// <param name="Owed">The versions that are live for it; empty where the file was refused or given up.</param>
/// <param name="Dead">Why some of those will never speak.</param>
internal sealed record UploadOutcome(
    UploadStage Stage, ReadingError? Reason, IReadOnlyList<ModelRelease> Owed, IReadOnlyDictionary<ModelRelease, ReadingError> Dead)
{
    private static readonly Dictionary<ModelRelease, ReadingError> NoneDead = [];

    public static UploadOutcome Waiting(ReadingError? reason = null) => new(UploadStage.Waiting, reason, [], NoneDead);

    public static UploadOutcome Of(UploadStage stage, ReadingError reason) => new(stage, reason, [], NoneDead);
}
