using Microsoft.Extensions.Logging;

namespace ServerlessAffect.LocalHost.Diagnostics;

/// <summary>The host's log lines. They name functions, queues and faults; never a payload.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "{Functions} functions listen; HTTP at {Address}.")]
    public static partial void Listening(this ILogger logger, int functions, string address);

    [LoggerMessage(2, LogLevel.Information, "Stopping: {Running} invocations are still running.")]
    public static partial void Stopping(this ILogger logger, int running);

    [LoggerMessage(3, LogLevel.Warning, "{Running} invocations did not end within {Timeout} and are cancelled; their messages are delivered again.")]
    public static partial void CancellingRest(this ILogger logger, int running, TimeSpan timeout);

    [LoggerMessage(4, LogLevel.Warning, "{Listener} could not give back what it holds in storage ({Fault}); its lease runs out by itself.")]
    public static partial void NotReleased(this ILogger logger, string listener, string fault);

    [LoggerMessage(10, LogLevel.Error, "{Function} failed in invocation {Invocation}: {Fault} {Origin}")]
    public static partial void InvocationFailed(this ILogger logger, string function, string invocation, string fault, string origin);

    [LoggerMessage(11, LogLevel.Error, "{Function} still runs {Grace} after its token was cancelled in invocation {Invocation}; the host goes on without it.")]
    public static partial void InvocationAbandoned(this ILogger logger, string function, string invocation, TimeSpan grace);

    [LoggerMessage(20, LogLevel.Warning, "{Listener} cannot reach storage ({Fault}); next try in {Delay}.")]
    public static partial void ListenerBackedOff(this ILogger logger, string listener, string fault, TimeSpan delay);

    [LoggerMessage(21, LogLevel.Information, "{Listener} reaches storage again.")]
    public static partial void ListenerResumed(this ILogger logger, string listener);

    [LoggerMessage(22, LogLevel.Warning, "{Listener} could not tell storage what became of a message ({Fault}); it is delivered again.")]
    public static partial void SettlementFailed(this ILogger logger, string listener, string fault);

    [LoggerMessage(23, LogLevel.Warning, "{Listener} lost its hold on message {Message} ({Fault}); the invocation is cancelled.")]
    public static partial void HoldLost(this ILogger logger, string listener, string message, string fault);

    [LoggerMessage(24, LogLevel.Error, "{Listener} gave message {Message} up after {Attempts} attempts and moved it to {Poison}: {Reason}")]
    public static partial void Poisoned(this ILogger logger, string listener, string message, int attempts, string poison, string reason);

    [LoggerMessage(30, LogLevel.Debug, "{Function}: blob of {Container} announced.")]
    public static partial void BlobAnnounced(this ILogger logger, string function, string container);

    [LoggerMessage(31, LogLevel.Debug, "{Function}: an announced blob of {Container} is gone or was replaced.")]
    public static partial void BlobStale(this ILogger logger, string function, string container);

    [LoggerMessage(32, LogLevel.Error, "{Function}: a blob of {Container} cannot be announced ({Fault}); it is tried again at the next scan.")]
    public static partial void BlobSkipped(this ILogger logger, string function, string container, string fault);

    [LoggerMessage(40, LogLevel.Information, "{Function}: this host runs the timer.")]
    public static partial void TimerTaken(this ILogger logger, string function);

    [LoggerMessage(41, LogLevel.Warning, "{Function}: the lock of the timer was lost ({Fault}).")]
    public static partial void TimerLost(this ILogger logger, string function, string fault);
}
