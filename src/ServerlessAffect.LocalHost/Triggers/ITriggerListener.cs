namespace ServerlessAffect.LocalHost.Triggers;

/// <summary>Watches for what triggers functions, and invokes them. Survives storage being away: it backs off and goes on.
/// Disposed after the last invocation has ended; it then gives back what it holds in storage.</summary>
internal interface ITriggerListener : IAsyncDisposable
{
    /// <summary>Begins to watch; returns at once.</summary>
    void Start();

    /// <summary>Takes no new work and returns when none can come any more. What runs goes on; the host waits for it.</summary>
    Task StopAsync();
}
