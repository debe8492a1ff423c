using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Azurite;

/// <summary>Azure Storage on this machine: Azurite as a child process that ends when this process ends, however that happens.</summary>
/// <remarks>Listens on 127.0.0.1 only. Thread safe except that <see cref="StopAsync"/> and <see cref="RestartAsync"/> must not overlap.</remarks>
public sealed class AzuriteServer : IAsyncDisposable
{
    // Published by Microsoft for the emulator; it opens nothing else.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly AzuriteOptions _options;
    private AzuriteProcess _process;

    private AzuriteServer(AzuriteOptions options, AzuriteProcess process)
    {
        _options = options with { BlobPort = process.BlobPort, QueuePort = process.QueuePort };
        _process = process;
    }

    public int BlobPort => _options.BlobPort;

    public int QueuePort => _options.QueuePort;

    /// <summary>For the storage clients; the same over restarts.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{BlobPort}/{Account};QueueEndpoint=http://127.0.0.1:{QueuePort}/{Account};";

    /// <summary>Completes when the process has ended, wanted or not.</summary>
    public Task Exited => _process.Exited;

    /// <summary>Starts Azurite and returns when it listens.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.MissingTool"/> without Node.js or the package,
    /// <see cref="ErrorCodes.PortInUse"/>, <see cref="ErrorCodes.PermissionDenied"/> where the folder cannot be written,
    /// <see cref="ErrorCodes.StorageUnavailable"/> when it does not start in time.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new AzuriteServer(options, await AzuriteProcess.StartAsync(options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends the process; what it keeps in a folder is written out first.</summary>
    public Task StopAsync() => _process.StopAsync();

    /// <summary>Ends the process at once, as a crash would.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts again on the same ports and folder, after stopping what still runs. In memory nothing is left.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync().ConfigureAwait(false);
        _process = await AzuriteProcess.StartAsync(_options, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);
}
