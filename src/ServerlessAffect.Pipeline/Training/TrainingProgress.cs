namespace ServerlessAffect.Pipeline.Training;

/// <summary>Where a training or an evaluation stands.</summary>
/// <param name="Stage">For people, for example <c>fold 2 of 5: linear-svc</c>.</param>
/// <param name="Elapsed">Since the run began.</param>
public sealed record TrainingProgress(string Stage, TimeSpan Elapsed);
