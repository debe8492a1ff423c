using Microsoft.Extensions.Logging.Abstractions;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Attempts;

namespace ServerlessAffect.Storage.Tests.Attempts;

public sealed class LostAttemptTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    [Fact]
    public async Task A_failure_whose_answer_got_lost_counts_once()
    {
        var storage = new AzureStorage(accounts);
        await storage.PutAsync("dead-letters", "other", [1]);
        var log = new BlobAttemptLog(LostAnswers.Client(storage.ConnectionString), TimeProvider.System, NullLogger<BlobAttemptLog>.Instance);
        Assert.Equal(1, await log.RecordFailureAsync(Samples.Request("a"), new ReadingError("internal", "It broke."), CancellationToken.None));
        Assert.Equal(2, await log.RecordFailureAsync(Samples.Request("a"), new ReadingError("internal", "It broke."), CancellationToken.None));
    }
}
