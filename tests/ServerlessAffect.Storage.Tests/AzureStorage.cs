using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessAffect.Storage.Tests;

/// <summary>The product's registration over an empty storage account. Nothing in it needs disposing: the clients share the process's connections.</summary>
internal sealed class AzureStorage : IServiceProvider
{
    private readonly Func<Type, object?> _find;

    public AzureStorage(StorageAccounts accounts)
        : this(accounts.NextConnectionString())
    {
    }

    public AzureStorage(string connectionString)
    {
        ConnectionString = connectionString;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(StorageOptions.Section, connectionString)]).Build();
        _find = new ServiceCollection().AddAffectStorage(configuration).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true }).GetService;
    }

    public string ConnectionString { get; }

    /// <summary>A client of the test's own, to look behind the adapters.</summary>
    public BlobServiceClient Blobs => new(ConnectionString);

    public QueueServiceClient Queues => new(ConnectionString);

    public T Port<T>()
        where T : class => (T?)GetService(typeof(T)) ?? throw new InvalidOperationException($"No adapter of {typeof(T).Name}.");

    /// <summary>Puts a blob there as a stranger would.</summary>
    public async Task PutAsync(string container, string blob, byte[] content)
    {
        await Blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync();
        await Blobs.GetBlobContainerClient(container).GetBlobClient(blob).UploadAsync(new BinaryData(content), overwrite: true);
    }

    public async Task<string> ReadTextAsync(string container, string blob) =>
        (await Blobs.GetBlobContainerClient(container).GetBlobClient(blob).DownloadContentAsync()).Value.Content.ToString();

    /// <summary>Every blob of the account, as <c>container/name</c>.</summary>
    public async Task<List<string>> BlobNamesAsync()
    {
        var names = new List<string>();
        await foreach (var container in Blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in Blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                names.Add($"{container.Name}/{blob.Name}");
            }
        }

        return names;
    }

    public object? GetService(Type serviceType) => _find(serviceType);
}
