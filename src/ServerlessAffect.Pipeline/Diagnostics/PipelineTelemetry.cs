using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServerlessAffect.Pipeline.Diagnostics;

/// <summary>The area's one activity source and one meter; hosts subscribe to <see cref="Name"/>.</summary>
public static class PipelineTelemetry
{
    public const string Name = "ServerlessAffect.Pipeline";

    internal static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    /// <summary>Tagged <c>affect.state</c>.</summary>
    internal static readonly Counter<long> Items =
        Meter.CreateCounter<long>("affect.items", "{item}", "Items by the state they reached.");

    /// <summary>Tagged <c>affect.model</c>, <c>affect.status</c>.</summary>
    internal static readonly Counter<long> Readings =
        Meter.CreateCounter<long>("affect.readings", "{reading}", "Readings made, by model and status.");

    internal static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("affect.media.read", "By", "Bytes of dropped files that were read.");

    /// <summary>Tagged <c>affect.operation</c>, and <c>error.type</c> where it failed.</summary>
    internal static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("affect.operation.duration", "s", "Duration of a use case.");
}
