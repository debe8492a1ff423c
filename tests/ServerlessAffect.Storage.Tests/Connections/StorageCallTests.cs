using ServerlessAffect.Core.Errors;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Tests.Connections;

public class StorageCallTests
{
    [Fact]
    public async Task Whoever_gives_up_while_it_is_tried_again_hears_of_his_own_giving_up()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => CallAsync(caller.Token));

        Assert.Equal(caller.Token, failure.CancellationToken);
    }

    [Fact]
    public async Task Retries_that_all_ran_out_of_time_are_storage_that_does_not_answer() =>
        Assert.Equal(ErrorCodes.StorageUnavailable, (await Assert.ThrowsAsync<AffectException>(() => CallAsync(CancellationToken.None))).Code);

    /// <summary>As the SDK fails: a try that broke, and one that was cancelled.</summary>
    private static Task<int> CallAsync(CancellationToken cancellationToken) => StorageCall.RunAsync(
        "read blob", "items", () => Task.FromException<int>(new AggregateException(new IOException("broken"), new TaskCanceledException())), cancellationToken);
}
