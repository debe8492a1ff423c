using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests;

/// <summary>One test's corner of storage, its journal, and hosts that listen there with short timings.</summary>
internal sealed class HostScenario : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly List<(LocalFunctionsHost Host, Outage Outage)> _hosts = [];

    public HostScenario(string connectionString)
    {
        _connectionString = connectionString;
        var id = AzuriteFixture.UniqueName("h");
        Options = new LocalHostOptions
        {
            HostId = id,
            ShutdownTimeout = TimeSpan.FromSeconds(5),
            CancellationGrace = TimeSpan.FromSeconds(2),
            Http = new HttpOptions { Port = 0, FunctionKeys = ["open"], AdminKeys = ["master"] },
            Blobs = new BlobOptions { ScanInterval = TimeSpan.FromMilliseconds(150), ReceiptLease = TimeSpan.FromSeconds(15) },
            Queues = new QueueOptions
            {
                MinPollingInterval = TimeSpan.FromMilliseconds(20),
                MaxPollingInterval = TimeSpan.FromMilliseconds(200),
                VisibilityTimeout = TimeSpan.FromSeconds(30),
                RetryDelay = TimeSpan.Zero,
            },
            Timers = new TimerOptions { Lease = TimeSpan.FromSeconds(15) },
        };
        Box = new BlobContainerClient(connectionString, "box-" + id);
        Queue = new QueueClient(connectionString, "queue-" + id, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        RawQueue = new QueueClient(connectionString, Queue.Name);
        Poison = new QueueClient(connectionString, Queue.Name + "-poison");
        HostBlobs = new BlobContainerClient(connectionString, "azure-webjobs-hosts");
    }

    public LocalHostOptions Options { get; set; }

    public Journal Journal { get; } = new();

    public BlobContainerClient Box { get; }

    public QueueClient Queue { get; }

    /// <summary>The same queue without encoding.</summary>
    public QueueClient RawQueue { get; }

    public QueueClient Poison { get; }

    public BlobContainerClient HostBlobs { get; }

    public LocalFunctionsHost Build<TFunctions>(Action<LocalFunctionsHostBuilder>? configure = null)
    {
        var outage = new Outage();
        var builder = LocalFunctionsHost.CreateBuilder(Options, [typeof(TFunctions)]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _connectionString,
            ["box"] = Box.Name,
            ["queue"] = Queue.Name,
        });
        builder.Services.AddSingleton(Journal);
        builder.ConfigureClients = options => options.AddPolicy(outage, HttpPipelinePosition.PerRetry);
        configure?.Invoke(builder);
        var host = builder.Build();
        _hosts.Add((host, outage));
        return host;
    }

    public async Task<LocalFunctionsHost> StartAsync<TFunctions>(Action<LocalFunctionsHostBuilder>? configure = null)
    {
        var host = Build<TFunctions>(configure);
        await host.StartAsync();
        return host;
    }

    /// <summary>Ends a host as a kill would: storage hears nothing of it any more.</summary>
    public async Task KillAsync(LocalFunctionsHost host)
    {
        _hosts.Single(h => h.Host == host).Outage.IsOn = true;
        await host.StopAsync(new CancellationToken(canceled: true));
    }

    /// <summary>Messages in the queue, hidden ones included.</summary>
    public async Task<int> WaitingAsync(QueueClient queue) => await queue.ExistsAsync() ? (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var (host, _) in _hosts)
        {
            await host.DisposeAsync();
        }
    }
}
