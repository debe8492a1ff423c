using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace ServerlessAffect.Storage.Connections;

/// <summary>The SDK's clients, made once per process: they are thread-safe and own their connections.</summary>
internal sealed class StorageClients
{
    public StorageClients(IOptions<StorageOptions> options)
    {
        var chosen = options.Value;
        var blobOptions = SetPatience(new BlobClientOptions());
        var queueOptions = SetPatience(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        if (!string.IsNullOrWhiteSpace(chosen.ConnectionString))
        {
            Blobs = new BlobServiceClient(chosen.ConnectionString, blobOptions);
            Queues = new QueueServiceClient(chosen.ConnectionString, queueOptions);
            return;
        }

        var credential = CredentialOf(chosen);
        Blobs = new BlobServiceClient(chosen.BlobServiceUri!, credential, blobOptions);
        Queues = new QueueServiceClient(chosen.QueueServiceUri!, credential, queueOptions);
    }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    private static TokenCredential CredentialOf(StorageOptions options) => options.Credential is null
        ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId })
        : new ManagedIdentityCredential(options.ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));

    /// <summary>Some seconds of retries ride out a throttled or restarting server; past that the queue is the better waiter (its message comes again),
    /// and a person at a prompt wants an answer. The network time-out is per read or write of a connection, not per file.</summary>
    private static T SetPatience<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(4);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        return options;
    }
}
