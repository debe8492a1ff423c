using System.Net;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.LocalHost.Storage;

namespace ServerlessAffect.LocalHost;

/// <summary>Takes the same registrations as the application builder of the Functions worker, and builds a host that runs the functions here.</summary>
/// <remarks>Configuration has the environment variables; add settings before <see cref="Build"/>. No log provider is registered.</remarks>
public sealed class LocalFunctionsHostBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly LocalHostOptions _options;
    private readonly IReadOnlyList<Type> _types;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    internal LocalFunctionsHostBuilder(LocalHostOptions options, IReadOnlyList<Type> types)
    {
        _options = options.Checked();
        _types = types;
        _web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ServerlessAffect.LocalHost" });
        _web.Configuration.AddEnvironmentVariables();
        _web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _options.Http.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = _options.Http.MaxRequestBytes;
        });
        _web.Services.AddRoutingCore();
        _web.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _options.ShutdownTimeout + _options.CancellationGrace);
        _web.Services.TryAddSingleton(TimeProvider.System);

        // The server's lines about requests have the query, and a key may stand in it.
        _web.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // It repeats, with the stack, what starting throws; and exceptions are told by whoever catches them.
        _web.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    public IConfigurationManager Configuration => _web.Configuration;

    public IHostEnvironment Environment => _web.Environment;

    public ILoggingBuilder Logging => _web.Logging;

    public IMetricsBuilder Metrics => _web.Metrics;

    public IServiceCollection Services => _web.Services;

    /// <summary>For tests that cut a host off from storage.</summary>
    internal Action<ClientOptions>? ConfigureClients { get; set; }

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Adds worker middleware around every function, the first outermost.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>Finds the functions, checks them and prepares their listeners. Nothing runs yet.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidFunction"/> for functions that cannot be run as declared,
    /// <see cref="ErrorCodes.InvalidSetting"/> for a setting that is missing.</exception>
    public LocalFunctionsHost Build()
    {
        if (_types.SelectMany(t => t.GetMethods()).Any(m => m.IsDefined(typeof(FunctionAttribute), inherit: false) && typeof(IActionResult).IsAssignableFrom(FunctionCompiler.ResultType(m))))
        {
            _web.Services.AddMvcCore();
        }

        var app = _web.Build();
        return new LocalFunctionsHost(app, _options, _types, _middleware, new StorageConnections(app.Configuration, ConfigureClients));
    }
}
