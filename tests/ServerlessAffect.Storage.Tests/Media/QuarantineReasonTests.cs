using System.Text.Json;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Storage.Tests.Media;

public sealed class QuarantineReasonTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    [Fact]
    public async Task The_reason_lies_beside_the_file()
    {
        var media = _storage.Port<IMediaStore>();
        await media.DropAsync("mood/ä.txt", new MemoryStream([0]), "Ann Öz", overwrite: true, CancellationToken.None);
        await using var file = (await media.OpenAsync("mood/ä.txt", CancellationToken.None))!;
        await media.QuarantineAsync(file, new ReadingError("not-text", "It is not text."), CancellationToken.None);
        using var reason = JsonDocument.Parse(await _storage.ReadTextAsync("quarantine", "mood/ä.txt.reason.json"));
        Assert.Equal(("mood/ä.txt", "not-text", "It is not text."), (Text("file"), Text("code"), Text("message")));
        Assert.True(reason.RootElement.GetProperty("quarantinedAt").TryGetDateTimeOffset(out _));

        string? Text(string name) => reason.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_subject_is_kept_in_ASCII()
    {
        await _storage.Port<IMediaStore>().DropAsync("a.txt", new MemoryStream([0]), "Ann Öz 感", overwrite: true, CancellationToken.None);
        var properties = await _storage.Blobs.GetBlobContainerClient("inbox").GetBlobClient("a.txt").GetPropertiesAsync();
        Assert.Equal("Ann%20%C3%96z%20%E6%84%9F", properties.Value.Metadata["subject"]);
    }

    [Fact]
    public async Task A_restoration_that_was_cut_off_is_finished_by_the_next()
    {
        var media = _storage.Port<IMediaStore>();
        await media.DropAsync("a.txt", new MemoryStream([7]), "Ann", overwrite: true, CancellationToken.None);
        await using (var file = (await media.OpenAsync("a.txt", CancellationToken.None))!)
        {
            await media.QuarantineAsync(file, new ReadingError("not-text", "It is not text."), CancellationToken.None);
        }

        // As it stands after the copy and before the clean-up.
        var kept = _storage.Blobs.GetBlobContainerClient("quarantine").GetBlobClient("a.txt");
        var eTag = (await kept.GetPropertiesAsync()).Value.ETag.ToString("G").Trim('"');
        await _storage.PutAsync("inbox", "a.txt", [7]);
        await _storage.Blobs.GetBlobContainerClient("inbox").GetBlobClient("a.txt").SetMetadataAsync(new Dictionary<string, string> { ["subject"] = "Ann", ["restoredfrom"] = eTag });
        Assert.True(await _storage.Port<IQuarantine>().RestoreAsync("a.txt", CancellationToken.None));
        Assert.Equal(["inbox/a.txt"], await _storage.BlobNamesAsync());
        Assert.False(await _storage.Port<IQuarantine>().RestoreAsync("a.txt", CancellationToken.None));
    }

    [Fact]
    public async Task A_quarantine_that_was_cut_off_is_finished_by_the_next()
    {
        var media = _storage.Port<IMediaStore>();
        await media.DropAsync("a.txt", new MemoryStream([7]), null, overwrite: true, CancellationToken.None);
        await _storage.PutAsync("quarantine", "a.txt", [7]);
        await using var file = (await media.OpenAsync("a.txt", CancellationToken.None))!;
        await media.QuarantineAsync(file, new ReadingError("not-text", Samples.Noon.ToString("O")), CancellationToken.None);
        Assert.Equal(["quarantine/a.txt", "quarantine/a.txt.reason.json"], await _storage.BlobNamesAsync());
    }
}
