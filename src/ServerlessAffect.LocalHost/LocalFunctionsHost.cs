using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.LocalHost.Storage;
using ServerlessAffect.LocalHost.Triggers;
using ServerlessAffect.LocalHost.Triggers.Blobs;
using ServerlessAffect.LocalHost.Triggers.Http;
using ServerlessAffect.LocalHost.Triggers.Queues;
using ServerlessAffect.LocalHost.Triggers.Timers;

namespace ServerlessAffect.LocalHost;

/// <summary>Runs the functions of an assembly on this machine with the delivery rules of the Azure Functions host:
/// at least once for blobs and queues, poison after recorded failures, one host at a time for a timer, keys for HTTP.</summary>
/// <remarks>Several hosts may run on the same storage. For more than one machine use Azure Functions.</remarks>
public sealed class LocalFunctionsHost : IHost, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalHostOptions _options;
    private readonly InvocationTracker _tracker = new();
    private readonly IReadOnlyList<ITriggerListener> _listeners;
    private readonly IReadOnlyList<FunctionDescriptor> _functions;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private bool _running;
    private Task? _stopped;

    internal LocalFunctionsHost(
        WebApplication app, LocalHostOptions options, IReadOnlyList<Type> types,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, StorageConnections connections)
    {
        _app = app;
        _options = options;
        _logger = app.Services.GetRequiredService<ILogger<LocalFunctionsHost>>();
        var environment = new InvocationEnvironment(
            options, app.Services.GetRequiredService<IServiceScopeFactory>(), _tracker, new WakeSignals(), app.Services.GetRequiredService<TimeProvider>(), _logger);
        ITriggerKind[] kinds =
        [
            new HttpTrigger(app, options.Http, _tracker),
            new BlobTrigger(connections, app.Configuration, environment),
            new QueueTrigger(connections, app.Configuration, environment),
            new TimerTrigger(connections, app.Configuration, environment),
        ];
        _functions = new FunctionCatalogue(kinds).Find(types);
        FunctionCatalogue.CheckServices(_functions, app.Services.GetRequiredService<IServiceProviderIsService>());
        _listeners = [.. _functions.SelectMany(f => kinds.Single(k => k.Attribute == f.Trigger.GetType()).Listen(new FunctionInvoker(f, environment, middleware)))];
        app.Use(next => http => http.GetEndpoint() switch
        {
            RouteEndpoint => next(http),
            null => ProblemAnswer.WriteAsync(http, StatusCodes.Status404NotFound, ErrorCodes.NotFound, "No function answers at this address; all of them stand under /api/."),
            var wrongMethod => RefuseMethodAsync(wrongMethod, http),
        });
    }

    /// <summary>The endpoint that routing itself puts where the address is right and the method is not: it says what is allowed, with an empty body.</summary>
    private static async Task RefuseMethodAsync(Endpoint endpoint, HttpContext http)
    {
        await endpoint.RequestDelegate!(http).ConfigureAwait(false);
        await ProblemAnswer.WriteAsync(http, http.Response.StatusCode, ErrorCodes.InvalidRequest,
            $"This address does not answer {(http.Request.Method.Length <= 10 ? http.Request.Method : "that method")}; the header Allow names what it does.").ConfigureAwait(false);
    }

    /// <summary>Where HTTP functions answer, for example <c>http://127.0.0.1:7071</c>. Known once started.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Names of the functions, sorted.</summary>
    public IReadOnlyList<string> FunctionNames => [.. _functions.Select(f => f.Name)];

    public IServiceProvider Services => _app.Services;

    /// <summary>A builder for the functions of an assembly.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidSetting"/> for options out of range.</exception>
    public static LocalFunctionsHostBuilder CreateBuilder(LocalHostOptions options, Assembly functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        return CreateBuilder(options, functions.GetTypes());
    }

    /// <summary>A builder for the functions of some classes.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidSetting"/> for options out of range.</exception>
    public static LocalFunctionsHostBuilder CreateBuilder(LocalHostOptions options, IReadOnlyList<Type> types)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(types);
        return new LocalFunctionsHostBuilder(options, types);
    }

    /// <summary>Listens. Storage need not be there yet: listeners wait for it.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.PortInUse"/> or <see cref="ErrorCodes.PermissionDenied"/> for the HTTP port.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new AffectException(ErrorCodes.PortInUse, $"Port {_options.Http.Port} on 127.0.0.1 is in use; stop the program that listens there or choose another port with --port.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new AffectException(ErrorCodes.PermissionDenied, $"Port {_options.Http.Port} may not be used by this user; choose one above 1023 with --port.", e);
        }

        _running = true;
        foreach (var listener in _listeners)
        {
            listener.Start();
        }

        _logger.Listening(_functions.Count, Address.ToString());
    }

    /// <summary>Takes no new work, waits for what runs up to <see cref="LocalHostOptions.ShutdownTimeout"/>, cancels the rest, gives back leases.
    /// Messages that were not finished are visible to others again. May be called again, and waits for the same end.</summary>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return _running ? _stopped ??= StopOnceAsync(cancellationToken) : Task.CompletedTask;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _tracker.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        _logger.Stopping(_tracker.Running);
        var drained = DrainAsync();
        await drained.WaitAsync(_options.ShutdownTimeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!drained.IsCompleted)
        {
            _logger.CancellingRest(_tracker.Running, _options.ShutdownTimeout);
            _tracker.CancelAll();
            await drained.WaitAsync(_options.CancellationGrace, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var listener in _listeners)
        {
            await ReleaseAsync(listener).ConfigureAwait(false);
        }
    }

    private async Task DrainAsync()
    {
        // The server's own limit is ours: it ends its connections when what runs behind them has ended.
        await Task.WhenAll([_app.StopAsync(CancellationToken.None), .. _listeners.Select(l => l.StopAsync())]).ConfigureAwait(false);
        await _tracker.WhenIdleAsync().ConfigureAwait(false);
    }

    private async Task ReleaseAsync(ITriggerListener listener)
    {
        try
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _logger.NotReleased(listener.GetType().Name, Faults.Describe(e));
        }
    }
}
