using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Functions.Triggers;

/// <summary>A reading is asked for.</summary>
public sealed class ScoreFeaturesTrigger(ScoreFeatures score)
{
    [Function("ScoreFeatures")]
    public Task RunAsync([QueueTrigger("score-requests")] string message, CancellationToken cancellationToken) =>
        score.RunAsync(ScoreRequestCodec.DecodeJson(message), cancellationToken);
}
