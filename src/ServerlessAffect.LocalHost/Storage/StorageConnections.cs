using System.Collections.Concurrent;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Storage;

/// <summary>Storage clients by connection name, as the cloud resolves them: the setting, then the setting with the prefix AzureWebJobs.</summary>
internal sealed class StorageConnections(IConfiguration configuration, Action<ClientOptions>? configureClients)
{
    public const string DefaultName = "AzureWebJobsStorage";

    // The container and queues in which a host keeps what it needs itself.
    public const string HostContainer = "azure-webjobs-hosts";

    private readonly ConcurrentDictionary<string, (BlobServiceClient Blobs, QueueServiceClient Queues)> _clients = new(StringComparer.OrdinalIgnoreCase);

    public BlobServiceClient Blobs(string? connection = null) => Clients(connection).Blobs;

    /// <summary>Messages come as they were written; the listeners decode them, because a client that does it stops at the first that it cannot.</summary>
    public QueueServiceClient Queues(string? connection = null) => Clients(connection).Queues;

    public BlobContainerClient HostBlobs() => Blobs().GetBlobContainerClient(HostContainer);

    private (BlobServiceClient Blobs, QueueServiceClient Queues) Clients(string? connection) =>
        _clients.GetOrAdd(string.IsNullOrEmpty(connection) ? DefaultName : connection, Create);

    private (BlobServiceClient, QueueServiceClient) Create(string name)
    {
        var value = configuration[name] is { Length: > 0 } own ? own : configuration["AzureWebJobs" + name];
        if (string.IsNullOrEmpty(value))
        {
            throw new AffectException(ErrorCodes.InvalidSetting,
                $"The setting '{name}' must be a connection string of Azure Storage and is not set; './affect up' sets it, elsewhere see local.settings.sample.json.");
        }

        try
        {
            return (new BlobServiceClient(value, Options(new BlobClientOptions())),
                new QueueServiceClient(value, Options(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None })));
        }
        catch (FormatException e)
        {
            throw new AffectException(ErrorCodes.InvalidSetting, $"The setting '{name}' is not a connection string of Azure Storage; see local.settings.sample.json.", e);
        }
    }

    /// <summary>Few and quick retries: the listeners have a back-off of their own, and an operation that hangs must not hold a stop for long.</summary>
    private T Options<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        configureClients?.Invoke(options);
        return options;
    }
}
