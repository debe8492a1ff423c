using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>The W3C trace context of the activity around an invocation; empty where nobody listens.</summary>
internal sealed class CurrentTrace(Activity? activity) : TraceContext
{
    public override string TraceParent => activity?.Id ?? "";

    public override string TraceState => activity?.TraceStateString ?? "";
}
