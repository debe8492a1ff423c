using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.LocalHost.Azurite;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Testing;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.Integration.Tests;

/// <summary>An Azurite of its own with the repository's models of texts and a tiny one of recordings released in it, and the view of an owner onto it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly AzuriteServer _azurite;
    private readonly ServiceProvider _services;
    private readonly WriteLog _writes;

    private Workplace(AzuriteServer azurite, ServiceProvider services, IReadOnlyList<ModelRelease> released, WriteLog writes)
    {
        _azurite = azurite;
        _writes = writes;
        _services = services;
        Released = released;
    }

    public IReadOnlyList<ModelRelease> Released { get; }

    public AzuriteServer Azurite => _azurite;

    public string ConnectionString => _azurite.ConnectionString;

    private IMediaStore Media => _services.GetRequiredService<IMediaStore>();

    private IItemStore Items => _services.GetRequiredService<IItemStore>();

    private IWorkQueue Queue => _services.GetRequiredService<IWorkQueue>();

    /// <param name="folder">Where Azurite keeps its files, for tests that stop it; null keeps them in memory.</param>
    public static async Task<Workplace> CreateAsync(string? folder = null)
    {
        var writes = new WriteLog();
        var azurite = await AzuriteServer.StartAsync(AzuriteFixture.Patient with { Folder = folder, RequestLog = writes.Add }, CancellationToken.None);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)])
            .Build();
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging().AddServerlessAffect(configuration, onThisMachine: true).BuildServiceProvider();
        var publish = services.GetRequiredService<PublishModel>();
        var released = new List<ModelRelease>();
        foreach (var folderOfModel in Directory.EnumerateDirectories(Path.Combine(SharedFiles.RepositoryRoot, "models")).SelectMany(Directory.EnumerateDirectories))
        {
            var package = await ModelFolder.ReadAsync(folderOfModel, null, CancellationToken.None);
            if (package.Manifest.Modality is Modality.Text)
            {
                released.Add(await publish.RunAsync(package, "integration test", CancellationToken.None));
            }
        }

        released.Add(await publish.RunAsync(TinySpeech.Package(), "integration test", CancellationToken.None));

        return new Workplace(azurite, services, released, writes);
    }

    /// <summary>Blobs that were to be written while they were there.</summary>
    public int RefusedWrites => _writes.Refused;

    public Task DropAsync(string name, string text) => DropAsync(name, Encoding.UTF8.GetBytes(text));

    /// <param name="name">Without the content's extension.</param>
    public Task DropAsync(string name, Content content) => DropAsync(name + content.Extension, content.Bytes);

    public async Task DropAsync(string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await Media.DropAsync(name, content, subject: null, overwrite: true, CancellationToken.None);
    }

    /// <summary>Past our own ports, as any tool of the storage does it.</summary>
    public async Task UploadAsync(string name, byte[] bytes)
    {
        var inbox = new BlobContainerClient(ConnectionString, "inbox");
        await inbox.CreateIfNotExistsAsync();
        await inbox.UploadBlobAsync(name, BinaryData.FromBytes(bytes));
    }

    /// <summary>Takes a dropped file as its trigger does, here and now.</summary>
    public Task TakeAsync(string name) => _services.GetRequiredService<ExtractFeatures>().RunAsync(name, CancellationToken.None);

    /// <summary>Messages that wait.</summary>
    public Task<long> CountMessagesAsync() => Queue.CountAsync(CancellationToken.None);

    public async Task<IReadOnlyList<ItemRecord>> ListItemsAsync() => await Items.ListAsync(null, CancellationToken.None).ToListAsync();

    /// <summary>Sends every request of these items once more.</summary>
    public async Task SendAgainAsync(IEnumerable<ItemRecord> items)
    {
        foreach (var (item, owed) in items.SelectMany(item => item.Expected.Select(owed => (item, owed))))
        {
            await Queue.SendAsync(
                new ScoreRequest { V = ScoreRequest.CurrentVersion, Item = item.Id, Schema = owed.Schema, Model = owed.Model, ModelVersion = owed.Version },
                CancellationToken.None);
        }
    }

    /// <summary>Waits until <paramref name="contents"/> are all scored and the queue is empty.</summary>
    public async Task WaitUntilScoredAsync(IReadOnlyCollection<Content> contents, TimeSpan patience)
    {
        var wanted = contents.Select(content => content.Id).ToHashSet();
        var until = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            var items = (await ListItemsAsync()).ToDictionary(item => item.Id);
            var missing = wanted.Where(id => !items.TryGetValue(id, out var item) || item.State != ItemState.Scored).ToList();
            if (missing.Count == 0 && await Queue.CountAsync(CancellationToken.None) == 0)
            {
                return;
            }

            if (DateTimeOffset.UtcNow > until)
            {
                var states = string.Join(", ", missing.Take(8).Select(id => items.TryGetValue(id, out var item) ? $"{id.Short} {item.State} {item.Reason?.Code}" : $"{id.Short} unknown"));
                Assert.Fail($"{missing.Count} of {wanted.Count} items are not scored after {patience}: {states}; {await Queue.CountAsync(CancellationToken.None)} messages wait.");
            }

            await Task.Delay(250);
        }
    }

    public static async Task WaitUntilAsync(Func<Task<bool>> holds, TimeSpan patience)
    {
        for (var until = DateTimeOffset.UtcNow + patience; !await holds(); await Task.Delay(250))
        {
            Assert.True(DateTimeOffset.UtcNow < until, $"It did not come true within {patience}.");
        }
    }

    /// <summary>Every blob of a container with its ETag; none where nobody has needed the container yet.</summary>
    public async Task<SortedDictionary<string, string>> ListBlobsAsync(string name)
    {
        var container = new BlobContainerClient(ConnectionString, name);
        var blobs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!await container.ExistsAsync())
        {
            return blobs;
        }

        await foreach (var blob in container.GetBlobsAsync())
        {
            blobs.Add(blob.Name, blob.Properties.ETag.ToString()!);
        }

        return blobs;
    }

    /// <summary>Exactly one prediction, written exactly once, per item and released model that reads it, one feature file per item and schema, nothing else.</summary>
    public async Task RequireOneOfEachAsync(IReadOnlyCollection<Content> contents)
    {
        var items = await ListItemsAsync();
        var ids = contents.Select(content => content.Id.Value).Distinct().ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), items.Select(item => item.Id.Value).Order(StringComparer.Ordinal));
        Assert.All(items, item => Assert.Equal(Released.Count(model => model.Reads(item.Modality!.Value)), item.Expected.Count(owed => owed.Done)));

        var expected = items.SelectMany(item => item.Expected.SelectMany(owed => FilesOf(item, owed)));
        var predictions = await ListBlobsAsync("predictions");
        Assert.Equal(expected.Order(StringComparer.Ordinal), predictions.Keys);

        var features = (await ListBlobsAsync("features")).Keys.Where(name => name.EndsWith(".npz", StringComparison.Ordinal));
        var owedFeatures = items.SelectMany(item => item.Expected.Select(owed => $"{item.Id.Value}/{owed.Schema.Value}.npz")).Distinct();
        Assert.Equal(owedFeatures.Order(StringComparer.Ordinal), features);
        // Written once, not only there: a write over the first would leave the same names.
        Assert.All(predictions.Keys, name => _writes.RequireOnce("predictions/" + name));
        Assert.All(owedFeatures, name => _writes.RequireOnce("features/" + name));
        Assert.Empty(await ListBlobsAsync("dead-letters"));
        Assert.Empty(await ListBlobsAsync("quarantine"));
    }

    private static IEnumerable<string> FilesOf(ItemRecord item, ExpectedPrediction owed)
    {
        string[] extensions = item.Modality is Modality.Text ? [".csv", ".json"] : [".csv", ".json", ".vtt"];
        return extensions.Select(extension => $"{item.Id.Value}/{owed.Schema.Value}/{owed.Model}@{owed.Version}{extension}");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
