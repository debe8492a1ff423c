namespace ServerlessAffect.LocalHost.Options;

/// <summary>Functions with a queue trigger, and the queue behind the blob triggers.</summary>
public sealed record QueueOptions
{
    /// <summary>Messages fetched at a time, 1 to 32. More are fetched when half of them are done, so up to 1.5 times as many run at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Time between polls of a queue that had something a moment ago; doubles while it stays empty.</summary>
    public TimeSpan MinPollingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time between polls of an empty queue. Anything that runs in this host brings it back to the shortest.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message is hidden while it is worked on; renewed at half. The message of a killed host comes back after it.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a failed message waits for its next attempt: <c>visibilityTimeout</c> of host.json.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Recorded failures after which a message goes to the poison queue. A killed host records none.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Deliveries after which a message goes to the poison queue at its next failure, although its failures were all transient and none was
    /// recorded: <c>maxDequeueCount</c> of host.json.</summary>
    public int MaxDeliveries { get; init; } = 1000;
}
