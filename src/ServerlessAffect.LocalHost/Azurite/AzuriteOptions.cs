namespace ServerlessAffect.LocalHost.Azurite;

/// <summary>How to start Azurite.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where the blobs and queues are kept; null keeps them in memory, and they are gone when the server stops.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder <c>node_modules</c> that has <c>azurite</c>; null looks for one beside every parent of the running program.</summary>
    public string? NodeModules { get; init; }

    /// <summary>0 takes a free port, which then stays the same over restarts.</summary>
    public int BlobPort { get; init; }

    /// <inheritdoc cref="BlobPort"/>
    public int QueuePort { get; init; }

    /// <summary>How long the server may take until it listens.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Called for every request that was answered, one at a time, with a line of the Common Log Format; null: none is logged.
    /// The address in it has the names of blobs.</summary>
    public Action<string>? RequestLog { get; init; }
}
