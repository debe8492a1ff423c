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

    public object? GetService(Type serviceType) => _find(serviceType);
}
