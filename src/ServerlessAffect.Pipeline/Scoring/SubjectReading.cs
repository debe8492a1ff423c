using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>What one model says of one recording that was read together with others of its subject.</summary>
/// <param name="Notice">How it was read: with how much speech of the subject, or why as anybody's.</param>
public sealed record SubjectReading(IRecordingScorer Scorer, Reading Reading, string? Notice);
