namespace ServerlessAffect.LocalHost.Options;

/// <summary>Functions with a blob trigger.</summary>
public sealed record BlobOptions
{
    /// <summary>Time between two scans of a container; at least twice as long as a scan takes.</summary>
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a host that finds a new blob keeps others from announcing it; 15 to 60 s, as Azure Storage has it.</summary>
    public TimeSpan ReceiptLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>New blobs announced at a time.</summary>
    public int Concurrency { get; init; } = 8;
}
