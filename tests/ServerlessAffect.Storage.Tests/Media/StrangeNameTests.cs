using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Storage.Tests.Media;

/// <summary>Whoever may write into the inbox chooses the names there.</summary>
public sealed class StrangeNameTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    [Theory]
    [InlineData("a\u0007b.txt")]
    [InlineData("a\u202Egpj.txt")]
    [InlineData("a\\b.txt")]
    [InlineData("C:evil.txt")]
    [InlineData("%2e%2e/%00.txt")]
    [InlineData("a b?c#d&e=f+g.txt")]
    [InlineData("trailing. /x.txt")]
    public async Task What_the_storage_takes_can_be_opened_and_quarantined(string name)
    {
        await _storage.PutAsync("inbox", name, [1, 2, 3]);
        var media = _storage.Port<IMediaStore>();
        await using var file = (await media.OpenAsync(name, CancellationToken.None))!;
        Assert.Equal(3, file.Bytes);
        await media.QuarantineAsync(file, new ReadingError("unsafe-name", "The name is refused."), CancellationToken.None);
        Assert.Equal([$"quarantine/{name}", $"quarantine/{name}.reason.json"], (await _storage.BlobNamesAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../models/history/mood/000001.json")]
    [InlineData("a/../../models/x")]
    [InlineData("a\\..\\..\\models\\x")]
    [InlineData("./a.txt")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        await _storage.PutAsync("models", "history/mood/000001.json", [1]);
        foreach (var call in new Func<Task>[]
        {
            () => _storage.Port<IMediaStore>().OpenAsync(name, CancellationToken.None),
            () => _storage.Port<IQuarantine>().RestoreAsync(name, CancellationToken.None),
        })
        {
            Assert.Equal(ErrorCodes.UnsafeName, (await Assert.ThrowsAsync<AffectException>(call)).Code);
        }

        Assert.Equal(["models/history/mood/000001.json"], await _storage.BlobNamesAsync());
    }
}
