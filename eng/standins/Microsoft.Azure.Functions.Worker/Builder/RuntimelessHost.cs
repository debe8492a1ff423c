using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Resolves the application's services but cannot run it: says so in one line and makes the process fail.</summary>
internal sealed class RuntimelessHost(IHost application) : IHost
{
    internal const string Explanation =
        "This build has no Azure Functions runtime (it was built on a restricted package feed); './affect up' runs these functions on this machine.";

    public IServiceProvider Services => application.Services;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Console.Error.WriteLine(Explanation);
        System.Environment.ExitCode = 1;
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => application.Dispose();
}
