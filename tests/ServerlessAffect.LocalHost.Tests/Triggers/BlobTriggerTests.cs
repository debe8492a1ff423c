using Azure.Storage;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class BlobTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] s_names = ["a.txt", "deep/er/b.txt", "with space & ünïcode.txt", "100%.txt", "q?x#y.txt", "control\u0001\uFFFE.txt", "line\nbreak.txt"];

    [Fact]
    public async Task Every_blob_is_dispatched_once_by_whatever_name()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        foreach (var name in s_names)
        {
            await scenario.Box.UploadBlobAsync(name, BinaryData.FromString("content"));
        }

        await scenario.StartAsync<NameFunction>();
        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count >= s_names.Length, "all are dispatched");
        await scenario.Box.UploadBlobAsync("late.txt", BinaryData.FromString("content"));
        await Eventually.HoldsAsync(() => scenario.Journal.Count("late.txt 7") == 1, "the late one, too");
        await Task.Delay(500);

        Assert.Equal(s_names.Append("late.txt").Select(n => n + " 7").Order(), scenario.Journal.Entries.Order());
    }

    [Theory]
    [InlineData("a/../../evil.txt")]
    [InlineData("./a.txt")]
    [InlineData("../x.txt")]
    [InlineData("/a.txt")]
    [InlineData("a.txt/")]
    public async Task Blob_whose_name_no_path_can_have_is_told_by_its_name_and_read_as_no_other(string name)
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        await scenario.Box.UploadBlobAsync("evil.txt", BinaryData.FromString("of another"));
        await scenario.Box.UploadBlobAsync("a.txt", BinaryData.FromString("of another"));
        var key = azurite.ConnectionString.Split(';').Single(s => s.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
        var address = new Uri($"{scenario.Box.Uri}/{Uri.EscapeDataString(name)}");
        await new BlobClient(address, new StorageSharedKeyCredential(scenario.Box.AccountName, key)).UploadAsync(BinaryData.FromString("words"));

        await scenario.StartAsync<AddressFunction>();

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count == 3, "all are told");
        Assert.Contains($"{name} {address.AbsoluteUri}", scenario.Journal.Entries);
    }

    [Fact]
    public async Task Receipts_keep_a_new_host_from_dispatching_again()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        await scenario.Box.UploadBlobAsync("a.txt", BinaryData.FromString("one"));
        var first = await scenario.StartAsync<NameFunction>();
        await Eventually.HoldsAsync(() => scenario.Journal.Count("a.txt 3") == 1, "it is dispatched");
        await first.StopAsync();

        await scenario.StartAsync<NameFunction>();
        await scenario.Box.UploadBlobAsync("b.txt", BinaryData.FromString("two"));
        await Eventually.HoldsAsync(() => scenario.Journal.Count("b.txt 3") == 1, "the new one is dispatched");

        Assert.Equal(1, scenario.Journal.Count("a.txt 3"));
        var etag = (await scenario.Box.GetBlobClient("a.txt").GetPropertiesAsync()).Value.ETag.ToString("G").Trim('"');
        Assert.True(await scenario.HostBlobs.GetBlobClient(
            $"blobreceipts/{scenario.Options.HostId}/Host.Functions.Name/{etag}/{scenario.Box.Name}/a.txt").ExistsAsync());
    }

    [Fact]
    public async Task Replaced_blob_is_dispatched_again()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        var blob = scenario.Box.GetBlobClient("a.txt");
        await blob.UploadAsync(BinaryData.FromString("1"));
        await scenario.StartAsync<NameFunction>();
        await Eventually.HoldsAsync(() => scenario.Journal.Count("a.txt 1") == 1, "the first content");

        await blob.UploadAsync(BinaryData.FromString("22"), overwrite: true);

        await Eventually.HoldsAsync(() => scenario.Journal.Count("a.txt 2") == 1, "the second content");
    }

    [Fact]
    public async Task Two_hosts_share_the_blobs_without_doing_any_twice()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        await scenario.StartAsync<NameFunction>();
        await scenario.StartAsync<NameFunction>();

        await Parallel.ForAsync(0, 60, async (i, ct) => await scenario.Box.UploadBlobAsync($"{i}.txt", BinaryData.FromString("x"), ct));

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Distinct().Count() == 60, "all are dispatched");
        await Task.Delay(500);
        Assert.Equal(60, scenario.Journal.Entries.Count);
    }

    [Fact]
    public async Task Blob_that_a_killed_host_had_in_hand_is_dispatched_by_the_next()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Options = scenario.Options with
        {
            CancellationGrace = TimeSpan.FromMilliseconds(200),
            Queues = scenario.Options.Queues with { VisibilityTimeout = TimeSpan.FromSeconds(2) },
        };
        await scenario.Box.CreateAsync();
        await scenario.Box.UploadBlobAsync("a.txt", BinaryData.FromString("x"));
        scenario.Journal.OnEntry = (_, token) => Task.Delay(Timeout.Infinite, token);
        var doomed = await scenario.StartAsync<NameFunction>();
        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count == 1, "it is in hand");
        await scenario.KillAsync(doomed);
        scenario.Journal.OnEntry = (_, _) => Task.CompletedTask;

        await scenario.StartAsync<NameFunction>();

        await Eventually.HoldsAsync(() => scenario.Journal.Count("a.txt 1") == 2, "it is dispatched again");
    }

    [Fact]
    public async Task Receipt_left_by_a_host_killed_before_it_announced_does_not_hide_the_blob()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        await scenario.HostBlobs.CreateIfNotExistsAsync();
        await scenario.Box.UploadBlobAsync("a.txt", BinaryData.FromString("x"));
        var etag = (await scenario.Box.GetBlobClient("a.txt").GetPropertiesAsync()).Value.ETag.ToString("G").Trim('"');
        await scenario.HostBlobs.UploadBlobAsync(
            $"blobreceipts/{scenario.Options.HostId}/Host.Functions.Name/{etag}/{scenario.Box.Name}/a.txt", BinaryData.FromString(""));

        await scenario.StartAsync<NameFunction>();

        await Eventually.HoldsAsync(() => scenario.Journal.Count("a.txt 1") == 1, "it is dispatched");
    }

    [Fact]
    public async Task Blob_goes_to_poison_after_five_recorded_failures_and_others_go_on()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Journal.OnEntry = (entry, _) => entry.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException() : Task.CompletedTask;
        await scenario.Box.CreateAsync();
        await scenario.Box.UploadBlobAsync("bad.txt", BinaryData.FromString("x"));
        await scenario.Box.UploadBlobAsync("good.txt", BinaryData.FromString("x"));

        await scenario.StartAsync<NameFunction>();

        var poison = azurite.Queues.GetQueueClient("webjobs-blobtrigger-poison");
        await Eventually.HoldsAsync(async () => await poison.ExistsAsync()
            && (await poison.PeekMessagesAsync(32)).Value.Any(m => m.Body.ToString().Contains(scenario.Box.Name, StringComparison.Ordinal)), "it is given up");
        Assert.Equal(5, scenario.Journal.Count("bad.txt 1"));
        Assert.Equal(1, scenario.Journal.Count("good.txt 1"));
    }

    [Fact]
    public async Task Parts_of_the_path_are_bound_by_name()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Box.CreateAsync();
        await scenario.Box.UploadBlobAsync("2024/notes.v2.txt", BinaryData.FromString("x"));
        await scenario.Box.UploadBlobAsync("2024/picture.png", BinaryData.FromString("x"));

        await scenario.StartAsync<PartsFunction>();

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count == 1, "the text is dispatched");
        Assert.Equal(["2024: notes.v2"], scenario.Journal.Entries);
    }

    public sealed class NameFunction(Journal journal)
    {
        [Function("Name")]
        public async Task Run([BlobTrigger("%box%/{name}")] BlobClient blob, string name, CancellationToken cancellationToken)
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            await journal.AddAsync($"{name} {properties.Value.ContentLength}", cancellationToken);
        }
    }

    public sealed class AddressFunction(Journal journal)
    {
        [Function("Name")]
        public Task Run([BlobTrigger("%box%/{name}")] BlobClient blob, string name) => journal.AddAsync($"{name} {blob.Uri.AbsoluteUri}", default);
    }

    public sealed class PartsFunction(Journal journal)
    {
        [Function("Parts")]
        public Task Run([BlobTrigger("%box%/{year}/{name}.txt")] BlobClient blob, int year, string name) => journal.AddAsync($"{year}: {name}", default);
    }
}
