using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.LocalHost;
using ServerlessAffect.LocalHost.Azurite;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Bench.Hosting;

/// <summary>The local host over an Azurite of its own, with the repository's models published.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    public const string Key = "bench";

    private BenchHost(AzuriteServer azurite, LocalFunctionsHost functions) => (Azurite, Functions) = (azurite, functions);

    public AzuriteServer Azurite { get; }

    public LocalFunctionsHost Functions { get; }

    /// <param name="types">Classes of functions to run.</param>
    public static async Task<BenchHost> StartAsync(IReadOnlyList<Type> types, LocalHostOptions options, CancellationToken cancellationToken)
    {
        var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), cancellationToken).ConfigureAwait(false);
        var builder = LocalFunctionsHost.CreateBuilder(options with { Http = options.Http with { Port = 0, FunctionKeys = [Key] } }, types);
        builder.Configuration["AzureWebJobsStorage"] = azurite.ConnectionString;
        builder.Configuration["ReconcileSchedule"] = "0 */5 * * * *";
        builder.Services.AddServerlessAffect(builder.Configuration);
        var functions = builder.Build();
        await functions.StartAsync(cancellationToken).ConfigureAwait(false);
        return new BenchHost(azurite, functions);
    }

    /// <summary>Publishes every package below <paramref name="folder"/>.</summary>
    /// <returns>Their names and versions.</returns>
    public async Task<IReadOnlyList<string>> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var publish = Functions.Services.GetRequiredService<PublishModel>();
        var published = new List<string>();
        foreach (var manifest in Directory.EnumerateFiles(folder, "manifest.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var package = await ModelFolder.ReadAsync(Path.GetDirectoryName(manifest)!, null, cancellationToken).ConfigureAwait(false);
            await publish.RunAsync(package, "bench", cancellationToken).ConfigureAwait(false);
            published.Add($"{package.Manifest.Name}@{package.Manifest.Version}");
        }

        return published;
    }

    /// <summary>The same server with nothing behind it: a body of a few bytes, whatever was sent.</summary>
    public static async Task<WebApplication> StartBareAsync(CancellationToken cancellationToken)
    {
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        web.Services.AddRoutingCore();
        var app = web.Build();
        var answer = "{\"ok\":true}"u8.ToArray();
        app.MapPost("/bare", async (HttpContext http) =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = answer.Length;
            await http.Response.BodyWriter.WriteAsync(answer).ConfigureAwait(false);
        });
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await Functions.DisposeAsync().ConfigureAwait(false);
        await Azurite.DisposeAsync().ConfigureAwait(false);
    }
}
