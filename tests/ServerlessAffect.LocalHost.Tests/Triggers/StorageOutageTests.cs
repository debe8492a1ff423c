using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.LocalHost.Azurite;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class StorageOutageTests
{
    [Fact]
    public async Task Listeners_outlive_storage_that_goes_and_comes_back()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        await using (var azurite = await AzuriteServer.StartAsync(AzuriteFixture.Patient with { Folder = folder }, default))
        await using (var scenario = new HostScenario(azurite.ConnectionString))
        {
            await scenario.Box.CreateAsync();
            await scenario.Queue.CreateAsync();
            await scenario.StartAsync<AllFunctions>();
            await scenario.Box.UploadBlobAsync("before", BinaryData.FromString("x"));
            await scenario.Queue.SendMessageAsync("before");
            await Eventually.HoldsAsync(() => scenario.Journal.Entries.Distinct().Count() == 3, "all come before the outage");

            await azurite.StopAsync();
            await Task.Delay(1500);
            await azurite.RestartAsync(default);
            var ticks = scenario.Journal.Count("tick");
            await scenario.Box.UploadBlobAsync("after", BinaryData.FromString("x"));
            await scenario.Queue.SendMessageAsync("after");

            await Eventually.HoldsAsync(() => scenario.Journal.Count("blob after") == 1 && scenario.Journal.Count("message after") == 1, "both come after it");
            await Eventually.HoldsAsync(() => scenario.Journal.Count("tick") > ticks + 1, "the timer runs on without waiting for its own lease", seconds: 12);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Host_starts_without_storage_and_listens_when_it_comes()
    {
        await using var azurite = await AzuriteServer.StartAsync(AzuriteFixture.Patient, default);
        await azurite.StopAsync();
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.StartAsync<AllFunctions>();
        await Task.Delay(500);

        await azurite.RestartAsync(default);

        await Eventually.HoldsAsync(async () => await scenario.Queue.ExistsAsync(), "the host makes the queue");
        await scenario.Queue.SendMessageAsync("hello");
        await Eventually.HoldsAsync(() => scenario.Journal.Count("message hello") == 1, "it is handled");
    }

    public sealed class AllFunctions(Journal journal)
    {
        [Function("OnBlob")]
        public Task OnBlob([BlobTrigger("%box%/{name}")] BlobClient blob, string name) => journal.AddAsync("blob " + name, default);

        [Function("OnMessage")]
        public Task OnMessage([QueueTrigger("%queue%")] string text) => journal.AddAsync("message " + text, default);

        [Function("OnTick")]
        public Task OnTick([TimerTrigger("* * * * * *")] TimerInfo timer) => journal.AddAsync("tick", default);
    }
}
