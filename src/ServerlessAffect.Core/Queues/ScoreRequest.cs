using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Queues;

/// <summary>The message on <c>score-requests</c>: score these features with this model version. One message, one prediction.</summary>
public sealed record ScoreRequest
{
    public const int CurrentVersion = 1;

    public required int V { get; init; }

    public required ContentHash Item { get; init; }

    public required ContentHash Schema { get; init; }

    public required string Model { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>W3C trace context of whoever sent it.</summary>
    public string? Traceparent { get; init; }

    public string? Tracestate { get; init; }
}
