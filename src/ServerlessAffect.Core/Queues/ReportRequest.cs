using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Queues;

/// <summary>The message on <c>explore-requests</c>: make this report. What was asked stands in its record.</summary>
public sealed record ReportRequest
{
    public const int CurrentVersion = 1;

    public required int V { get; init; }

    public required ContentHash Report { get; init; }

    /// <summary>W3C trace context of whoever sent it.</summary>
    public string? Traceparent { get; init; }

    public string? Tracestate { get; init; }
}
