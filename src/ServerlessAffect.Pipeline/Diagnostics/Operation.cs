using System.Diagnostics;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline.Diagnostics;

/// <summary>One run of a use case: its activity and its duration.</summary>
internal struct Operation : IDisposable
{
    private readonly string _name;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private string? _fault;

    private Operation(string name, TimeProvider clock, Activity? activity)
    {
        (_name, _clock, Activity) = (name, clock, activity);
        _started = clock.GetTimestamp();
    }

    public Activity? Activity { get; }

    public static Operation Start(string name, TimeProvider clock, ActivityKind kind = ActivityKind.Internal) =>
        new(name, clock, PipelineTelemetry.Activities.StartActivity(name, kind));

    /// <summary>Continues the trace of whoever wrote <paramref name="traceparent"/>.</summary>
    public static Operation Continue(string name, TimeProvider clock, string? traceparent, string? tracestate)
    {
        ActivityContext.TryParse(traceparent, tracestate, isRemote: true, out var parent);
        return new(name, clock, PipelineTelemetry.Activities.StartActivity(name, ActivityKind.Consumer, parent));
    }

    /// <summary>Notes the failure and returns false, for use as an exception filter that lets the exception pass.</summary>
    public bool Failed(Exception exception)
    {
        _fault = exception is AffectException known ? known.Code : exception.GetType().Name;
        Activity?.SetStatus(ActivityStatusCode.Error, _fault);
        Activity?.SetTag("error.type", _fault);
        return false;
    }

    public readonly void Dispose()
    {
        if (PipelineTelemetry.Duration.Enabled)
        {
            var tags = new TagList { { "affect.operation", _name } };
            if (_fault is not null)
            {
                tags.Add("error.type", _fault);
            }

            PipelineTelemetry.Duration.Record(_clock.GetElapsedTime(_started).TotalSeconds, tags);
        }

        Activity?.Dispose();
    }
}
