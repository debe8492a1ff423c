using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessAffect.LocalHost.Azurite;

namespace ServerlessAffect.Testing.Azurite;

/// <summary>A real Azurite in memory, started by the first test class that asks and shared by all of the process, so that classes run side by side.
/// Use it as a class fixture and keep apart by names made with <see cref="UniqueName"/>.</summary>
/// <remarks>Tests that stop or break the server start one of their own: <see cref="AzuriteServer.StartAsync"/>.</remarks>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>For a server of a test: how busy the machine is decides nothing.</summary>
    public static AzuriteOptions Patient { get; } = new() { StartTimeout = TimeSpan.FromMinutes(5) };

    private static readonly Lazy<Task<AzuriteServer>> s_shared = new(() => AzuriteServer.StartAsync(Patient, CancellationToken.None));

    private AzuriteServer? _server;

    /// <summary>For the storage clients.</summary>
    public string ConnectionString => Server.ConnectionString;

    public BlobServiceClient Blobs => new(ConnectionString);

    /// <summary>Encodes messages in Base64, as the queue trigger expects.</summary>
    public QueueServiceClient Queues => new(ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private AzuriteServer Server => _server ?? throw new InvalidOperationException("The fixture is ready only inside a test.");

    /// <summary>A name that no other test has, valid for containers and queues.</summary>
    public static string UniqueName(string start) => $"{start}-{Guid.NewGuid():N}"[..Math.Min(63, start.Length + 17)];

    public async Task InitializeAsync() => _server = await s_shared.Value;

    /// <summary>Nothing: the server ends with the process.</summary>
    public Task DisposeAsync() => Task.CompletedTask;
}
