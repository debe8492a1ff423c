using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ServerlessAffect.Functions.Tests.World;

/// <summary>Takes what an exporter posts and remembers where.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _web;

    private FakeCollector(WebApplication web)
    {
        _web = web;
        web.Run(http =>
        {
            Paths.Enqueue(http.Request.Path.Value!);
            return http.Request.Body.CopyToAsync(Stream.Null);
        });
    }

    public ConcurrentQueue<string> Paths { get; } = new();

    public string Address => _web.Urls.First();

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new FakeCollector(builder.Build());
        await collector._web.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
