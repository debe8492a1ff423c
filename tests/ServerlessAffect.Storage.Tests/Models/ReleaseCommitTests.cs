using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Models;

namespace ServerlessAffect.Storage.Tests.Models;

public sealed class ReleaseCommitTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    private static ModelRelease Release(int sequence) => new(sequence, "mood", $"v{sequence}", Samples.Hash("manifest"), Samples.Noon, "won");

    [Fact]
    public async Task A_commit_whose_answer_got_lost_is_known_as_ours()
    {
        await _storage.PutAsync("models", "other", [1]);
        var history = new BlobReleaseHistory(LostAnswers.Client(_storage.ConnectionString));
        Assert.True(await history.TryCommitAsync(Release(1), CancellationToken.None));
        Assert.False(await history.TryCommitAsync(Release(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_damaged_entry_is_an_error_and_does_not_make_another_version_champion()
    {
        var history = _storage.Port<IReleaseHistory>();
        await history.TryCommitAsync(Release(1), CancellationToken.None);
        await _storage.PutAsync("models", "history/mood/000002.json", Samples.Bytes(Samples.Json(Release(1))));
        Assert.Equal(ErrorCodes.DamagedDocument, (await Assert.ThrowsAsync<AffectException>(() => history.GetChampionAsync("mood", CancellationToken.None))).Code);
    }

    [Fact]
    public async Task An_entry_of_another_process_is_seen_at_once()
    {
        var (here, there) = (_storage.Port<IReleaseHistory>(), new AzureStorage(_storage.ConnectionString).Port<IReleaseHistory>());
        await here.TryCommitAsync(Release(1), CancellationToken.None);
        Assert.Equal("v1", (await here.GetChampionAsync("mood", CancellationToken.None))!.Version);
        await there.TryCommitAsync(Release(2), CancellationToken.None);
        Assert.Equal("v2", (await here.GetChampionAsync("mood", CancellationToken.None))!.Version);
    }
}
