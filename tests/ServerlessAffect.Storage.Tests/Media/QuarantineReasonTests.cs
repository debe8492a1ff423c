using System.Text.Json;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Storage.Tests.Media;

public sealed class QuarantineReasonTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private static readonly ContentHash s_seven = ContentHash.Compute([7]);

    private readonly AzureStorage _storage = new(accounts);

    [Fact]
    public async Task The_reason_lies_beside_the_file()
    {
        var media = _storage.Port<IMediaStore>();
        await media.DropAsync("mood/ä.txt", new MemoryStream([0]), "Ann Öz", overwrite: true, CancellationToken.None);
        await using var file = (await media.OpenAsync("mood/ä.txt", CancellationToken.None))!;
        await media.QuarantineAsync(file, ContentHash.Compute([0]), new ReadingError("not-text", "It is not text."), CancellationToken.None);
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
            await media.QuarantineAsync(file, s_seven, new ReadingError("not-text", "It is not text."), CancellationToken.None);
        }

        // As it stands after the copy and before the clean-up.
        var kept = _storage.Blobs.GetBlobContainerClient("quarantine").GetBlobClient("a.txt");
        var eTag = (await kept.GetPropertiesAsync()).Value.ETag.ToString("G").Trim('"');
        await _storage.PutAsync("inbox", "a.txt", [7]);
        await _storage.Blobs.GetBlobContainerClient("inbox").GetBlobClient("a.txt").SetMetadataAsync(new Dictionary<string, string> { ["subject"] = "Ann", ["restoredfrom"] = eTag });
        Assert.True(await _storage.Port<IQuarantine>().RestoreAsync("a.txt", s_seven, CancellationToken.None));
        Assert.Equal(["inbox/a.txt"], await _storage.BlobNamesAsync());
        Assert.False(await _storage.Port<IQuarantine>().RestoreAsync("a.txt", s_seven, CancellationToken.None));
    }

    [Fact]
    public async Task A_quarantine_that_was_cut_off_is_finished_by_the_next()
    {
        var media = _storage.Port<IMediaStore>();
        await media.DropAsync("a.txt", new MemoryStream([7]), null, overwrite: true, CancellationToken.None);
        await _storage.PutAsync("quarantine", "a.txt", [7]);
        await using var file = (await media.OpenAsync("a.txt", CancellationToken.None))!;
        await media.QuarantineAsync(file, s_seven, new ReadingError("not-text", Samples.Noon.ToString("O")), CancellationToken.None);
        Assert.Equal(["quarantine/a.txt", "quarantine/a.txt.reason.json"], await _storage.BlobNamesAsync());
    }

    [Fact]
    public async Task A_file_that_failed_again_while_it_was_restored_is_not_removed_by_the_restoration()
    {
        var media = _storage.Port<IMediaStore>();
        await media.DropAsync("a.txt", new MemoryStream([7]), null, overwrite: true, CancellationToken.None);
        await using (var file = (await media.OpenAsync("a.txt", CancellationToken.None))!)
        {
            await media.QuarantineAsync(file, s_seven, new ReadingError("not-text", "It is not text."), CancellationToken.None);
        }

        // As the restoration saw it, before it copied.
        var kept = _storage.Blobs.GetBlobContainerClient("quarantine").GetBlobClient("a.txt");
        var seen = (await kept.GetPropertiesAsync()).Value.ETag;
        await _storage.PutAsync("inbox", "a.txt", [7]);
        await using (var file = (await media.OpenAsync("a.txt", CancellationToken.None))!)
        {
            await media.QuarantineAsync(file, s_seven, new ReadingError("not-text", "It is not text."), CancellationToken.None);
        }

        Assert.NotEqual(seen, (await kept.GetPropertiesAsync()).Value.ETag);
        Assert.Equal(["quarantine/a.txt", "quarantine/a.txt.reason.json"], await _storage.BlobNamesAsync());
    }

    [Fact]
    public async Task Files_that_share_a_name_lie_side_by_side_with_their_reasons()
    {
        var media = _storage.Port<IMediaStore>();
        foreach (var content in new byte[][] { [7], [8] })
        {
            await media.DropAsync("a.txt", new MemoryStream(content), null, overwrite: true, CancellationToken.None);
            await using var file = (await media.OpenAsync("a.txt", CancellationToken.None))!;
            await media.QuarantineAsync(file, ContentHash.Compute(content), new ReadingError("not-text", "It is not text."), CancellationToken.None);
        }

        var second = $"quarantine/a.txt:{ContentHash.Compute([8])}";
        Assert.Equal(["quarantine/a.txt", "quarantine/a.txt.reason.json", second, second + ".reason.json"], (await _storage.BlobNamesAsync()).Order(StringComparer.Ordinal));
    }
}
