using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Pipeline.Scoring;

/// <param name="Answers">One per model; null where the recording was accepted instead.</param>
/// <param name="Accepted">The item whose readings will be the answer, where there are no answers yet.</param>
public readonly record struct RecordingOutcome(IReadOnlyList<RecordingAnswer>? Answers, ContentHash Accepted);
