using ServerlessAffect.Functions.Composition;
using ServerlessAffect.LocalHost;
using ServerlessAffect.LocalHost.Options;

// Storage comes in AzureWebJobsStorage. Prints its address when it listens, stops gracefully when its input ends, and dies like any process when killed.
var options = new LocalHostOptions
{
    HostId = "integration",
    ShutdownTimeout = TimeSpan.FromSeconds(20),
    Http = new HttpOptions { Port = 0, FunctionKeys = ["integration"] },
    Blobs = new BlobOptions { ScanInterval = TimeSpan.FromMilliseconds(400), ReceiptLease = TimeSpan.FromSeconds(15) },
    Queues = new QueueOptions { MaxPollingInterval = TimeSpan.FromMilliseconds(400), VisibilityTimeout = TimeSpan.FromSeconds(3) },
    Timers = new TimerOptions { Lease = TimeSpan.FromSeconds(15) },
};
var builder = LocalFunctionsHost.CreateBuilder(options, typeof(AffectServices).Assembly);
builder.Configuration["ReconcileSchedule"] = "*/3 * * * * *";
builder.Configuration["Pipeline:MissedAfter"] = "00:00:05";
builder.Configuration["Pipeline:ResendAfter"] = "00:00:10";
builder.Services.AddServerlessAffect(builder.Configuration, onThisMachine: true);

await using var host = builder.Build();
await host.StartAsync();
Console.WriteLine(host.Address);
while (await Console.In.ReadLineAsync() is not null)
{
}

await host.StopAsync();
return 0;
