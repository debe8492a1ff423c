using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Storage.Tests.Media;

/// <summary>Whoever may write into the inbox chooses the names there.</summary>
public sealed class StrangeNameTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private static readonly ContentHash s_content = ContentHash.Compute([1, 2, 3]);

    private readonly AzureStorage _storage = new(accounts);

    [Theory]
    [InlineData("a\u0007b.txt", "unsafe-names/a%07b.txt")]
    [InlineData("a\u202Egpj.txt", "unsafe-names/a%E2%80%AEgpj.txt")]
    [InlineData("C:evil/x.txt", "unsafe-names/C%3Aevil%2Fx.txt")]
    [InlineData("%2e%2e/%00.txt", "%2e%2e/%00.txt")]
    [InlineData("a b?c#d&e=f+g.txt", "a b?c#d&e=f+g.txt")]
    [InlineData("trailing. /x.txt", "unsafe-names/trailing.%20%2Fx.txt")]
    public async Task What_the_storage_takes_can_be_opened_and_quarantined_under_a_name_that_lists(string name, string kept)
    {
        await _storage.PutAsync("inbox", name, [1, 2, 3]);
        var media = _storage.Port<IMediaStore>();
        await using var file = (await media.OpenAsync(name, CancellationToken.None))!;
        Assert.Equal(3, file.Bytes);
        await media.QuarantineAsync(file, s_content, new ReadingError("unsafe-name", "The name is refused."), CancellationToken.None);
        Assert.Null(await media.OpenAsync(name, CancellationToken.None));
        Assert.Equal([$"quarantine/{kept}", $"quarantine/{kept}.reason.json"], (await _storage.BlobNamesAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a\u0007b.txt")]
    [InlineData("a\uFFFEb.txt")]
    [InlineData("line\nbreak.txt")]
    public async Task A_strange_name_does_not_keep_a_subjects_files_from_being_erased(string name)
    {
        await _storage.PutAsync("inbox", name, [1, 2, 3]);
        await _storage.Port<IMediaStore>().DropAsync("theirs.txt", new MemoryStream([1]), "Ann", overwrite: false, CancellationToken.None);
        var removed = await _storage.Port<IItemEraser>().EraseFilesAsync("Ann", CancellationToken.None);
        Assert.Equal(1, removed["media"]);
        Assert.Null(await _storage.Port<IMediaStore>().OpenAsync("theirs.txt", CancellationToken.None));
    }

    [Fact]
    public async Task The_longest_name_can_be_quarantined_and_restored()
    {
        var name = new string(':', 1000) + ".txt";
        await _storage.PutAsync("inbox", name, [1, 2, 3]);
        await using var file = (await _storage.Port<IMediaStore>().OpenAsync(name, CancellationToken.None))!;
        await _storage.Port<IMediaStore>().QuarantineAsync(file, s_content, new ReadingError("unsafe-name", "The name is refused."), CancellationToken.None);
        Assert.Equal(2, (await _storage.BlobNamesAsync()).Count);
        Assert.True(await _storage.Port<IQuarantine>().RestoreAsync(name, s_content, CancellationToken.None));
        Assert.Equal([$"inbox/{name}"], await _storage.BlobNamesAsync());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../models/history/mood/000001.json")]
    [InlineData("a/../../models/x")]
    [InlineData("a\\..\\..\\models\\x")]
    [InlineData("./a.txt")]
    [InlineData("/a.txt")]
    [InlineData("a.txt/")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        await _storage.PutAsync("models", "history/mood/000001.json", [1]);
        foreach (var call in new Func<Task>[]
        {
            () => _storage.Port<IMediaStore>().OpenAsync(name, CancellationToken.None),
            () => _storage.Port<IQuarantine>().RestoreAsync(name, s_content, CancellationToken.None),
        })
        {
            Assert.Equal(ErrorCodes.UnsafeName, (await Assert.ThrowsAsync<AffectException>(call)).Code);
        }

        Assert.Equal(["models/history/mood/000001.json"], await _storage.BlobNamesAsync());
    }
}
