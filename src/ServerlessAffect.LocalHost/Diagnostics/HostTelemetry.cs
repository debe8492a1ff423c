using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServerlessAffect.LocalHost.Diagnostics;

/// <summary>What the host tells OpenTelemetry: an activity an invocation, and how many there were, how long they took, how many failed.</summary>
public static class HostTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "ServerlessAffect.LocalHost";

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    internal static Counter<long> Invocations { get; } = Meter.CreateCounter<long>("affect.host.invocations", "{invocation}", "Invocations that ended.");

    internal static Counter<long> Failures { get; } = Meter.CreateCounter<long>("affect.host.invocation.failures", "{invocation}", "Invocations that ended with an error.");

    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>("affect.host.invocation.duration", "s", "How long invocations took.");

    internal static Counter<long> Poisoned { get; } = Meter.CreateCounter<long>("affect.host.poisoned", "{message}", "Messages given up and moved to a poison queue.");
}
