using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>The host has no retry policies inside an invocation: a failed message is delivered again.</summary>
internal sealed class NoRetry : RetryContext
{
    public static NoRetry Instance { get; } = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
