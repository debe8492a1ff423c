namespace ServerlessAffect.Pipeline.Training;

/// <summary>Says what is being done and how long it has been going on.</summary>
internal sealed class StageClock(TimeProvider clock, IProgress<TrainingProgress>? progress)
{
    private readonly long _started = clock.GetTimestamp();

    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>Whether stages pass unsaid: they are parts of one that was said.</summary>
    public bool IsQuiet { get; set; }

    public void Begin(string stage)
    {
        if (!IsQuiet)
        {
            progress?.Report(new TrainingProgress(stage, Elapsed));
        }
    }
}
