using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Pipeline.Scoring;

internal static class OwedReading
{
    /// <summary>The message that asks for the reading.</summary>
    public static ScoreRequest AsRequest(this ExpectedPrediction owed, ContentHash item, string? traceparent, string? tracestate) => new()
    {
        V = ScoreRequest.CurrentVersion,
        Item = item,
        Schema = owed.Schema,
        Model = owed.Model,
        ModelVersion = owed.Version,
        Traceparent = traceparent,
        Tracestate = tracestate,
    };
}
