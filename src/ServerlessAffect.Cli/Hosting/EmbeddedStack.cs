using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.LocalHost;
using ServerlessAffect.LocalHost.Azurite;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Storage;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>Everything on this machine: Azurite as a child, the functions inside this process, the models that come with the program published.</summary>
internal sealed class EmbeddedStack : IAsyncDisposable
{
    private const string ReconcileSchedule = "ReconcileSchedule";

    /// <summary>As local.settings.sample.json and the deployment have it.</summary>
    private const string EveryFiveMinutes = "0 */5 * * * *";

    private readonly AzuriteServer _storage;
    private readonly LocalFunctionsHost _host;

    private EmbeddedStack(AzuriteServer storage, LocalFunctionsHost host, RunningStack running)
    {
        (_storage, _host, Running) = (storage, host, running);
    }

    public RunningStack Running { get; }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Returns when everything listens and the models are published.</summary>
    /// <param name="terminal">Warnings of the functions go to its standard error.</param>
    public static async Task<EmbeddedStack> StartAsync(StackOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        var storage = await AzuriteServer.StartAsync(
            new AzuriteOptions { Folder = options.StorageFolder, BlobPort = options.BlobPort, QueuePort = options.QueuePort }, cancellationToken).ConfigureAwait(false);
        LocalFunctionsHost? host = null;
        try
        {
            host = CreateHost(options, storage.ConnectionString, terminal.Error);
            await new ModelSeed(host.Services.GetRequiredService<IReleaseHistory>(), host.Services.GetRequiredService<PublishModel>())
                .RunAsync(LocalModels.Find(terminal.Surroundings), cancellationToken).ConfigureAwait(false);
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EmbeddedStack(storage, host, new RunningStack(Environment.ProcessId, storage.ConnectionString, host.Address, options.FunctionKey));
        }
        catch
        {
            if (host is not null)
            {
                await host.DisposeAsync().ConfigureAwait(false);
            }

            await storage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the token is cancelled.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.StorageUnavailable"/>: the storage ended by itself.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => stopped.TrySetResult()).ConfigureAwait(false);
        if (await Task.WhenAny(stopped.Task, _storage.Exited).ConfigureAwait(false) == _storage.Exited)
        {
            throw new AffectException(ErrorCodes.StorageUnavailable, "The storage (Azurite) ended unexpectedly; run 'affect up' again, what was stored is kept.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await _storage.DisposeAsync().ConfigureAwait(false);
    }

    private static LocalFunctionsHost CreateHost(StackOptions options, string connectionString, TextWriter log)
    {
        var builder = LocalFunctionsHost.CreateBuilder(
            new LocalHostOptions
            {
                // As host.json has it: a long recording takes its time.
                FunctionTimeout = TimeSpan.FromHours(1),
                Http = new HttpOptions { Port = options.ApiPort, FunctionKeys = [options.FunctionKey] },
                Blobs = new BlobOptions { ScanInterval = options.ScanInterval },
                Queues = new QueueOptions { MaxPollingInterval = TimeSpan.FromSeconds(1) },
            },
            typeof(AffectServices).Assembly);
        builder.Configuration.AddInMemoryCollection([
            new(StorageOptions.Section, connectionString),
            new(ReconcileSchedule, builder.Configuration[ReconcileSchedule] is { Length: > 0 } set ? set : EveryFiveMinutes)]);
        builder.Logging.AddProvider(new LogLines(log, TimeProvider.System));
        builder.Services.AddServerlessAffect(builder.Configuration, onThisMachine: true);
        return builder.Build();
    }
}
