namespace ServerlessAffect.LocalHost.Options;

/// <summary>How the local host runs functions. The defaults are those of Azure Functions; tests shorten the timings.</summary>
public sealed record LocalHostOptions
{
    /// <summary>Names this installation in storage: receipts, locks and monitors stand under it. Keep it the same for the same storage,
    /// or every blob is processed again. 1 to 32 lower-case letters, digits and single hyphens.</summary>
    public string HostId { get; init; } = "affect";

    /// <summary>How long one invocation may run before its token is cancelled; it then has <see cref="CancellationGrace"/> to end.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a cancelled invocation may take to end before the host goes on without it.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stopping host waits for running invocations before it cancels them.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public HttpOptions Http { get; init; } = new();

    public BlobOptions Blobs { get; init; } = new();

    public QueueOptions Queues { get; init; } = new();

    public TimerOptions Timers { get; init; } = new();
}
