using ServerlessAffect.Pipeline.Training;

namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>Says what is being done; may be told from several threads.</summary>
internal sealed class ExploreProgress(TimeProvider clock, IProgress<TrainingProgress>? progress)
{
    private readonly StageClock _stages = new(clock, progress);

    public TimeSpan Elapsed => _stages.Elapsed;

    public void Say(string stage) => _stages.Begin(stage);
}
