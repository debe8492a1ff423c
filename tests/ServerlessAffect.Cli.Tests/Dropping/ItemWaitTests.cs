using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Cli.Tests.Dropping;

public class ItemWaitTests
{
    private static readonly ContentHash Content = ContentHash.Compute("words"u8);
    private static readonly DroppedInput Input = new("/home/ann/long.csv", "long.csv", Content, 5, null);
    private readonly InMemoryItemStore _items = new();

    [Fact]
    public async Task A_file_that_was_refused_unread_is_found_by_its_name()
    {
        await PutAsync(UnreadFile.IdOf("long.csv"), 5, ItemState.Quarantined);
        Assert.Equal(UnreadFile.IdOf("long.csv"), (await WaitAsync(TimeSpan.FromSeconds(10)))[Input]);
    }

    [Fact]
    public async Task A_file_that_was_read_is_found_by_its_content()
    {
        await PutAsync(UnreadFile.IdOf("long.csv"), 7, ItemState.Quarantined);
        await PutAsync(Content, 5, ItemState.Scored);
        Assert.Equal(Content, (await WaitAsync(TimeSpan.FromSeconds(10)))[Input]);
    }

    [Fact]
    public async Task An_older_file_of_that_name_is_not_taken_for_it()
    {
        await PutAsync(UnreadFile.IdOf("long.csv"), 7, ItemState.Quarantined);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WaitAsync(TimeSpan.FromMilliseconds(300)));
    }

    private Task<bool> PutAsync(ContentHash id, long bytes, ItemState state) => _items.TryPutAsync(
        new(
            new ItemRecord
            {
                Id = id,
                Sources = [new ItemSource("long.csv", null, DateTimeOffset.UnixEpoch, "0x1")],
                Bytes = bytes,
                State = state,
                Reason = new ReadingError("file-too-large", "It is too large."),
                ReceivedAt = DateTimeOffset.UnixEpoch,
                UpdatedAt = DateTimeOffset.UnixEpoch,
            },
            null),
        CancellationToken.None);

    private async Task<IReadOnlyDictionary<DroppedInput, ContentHash>> WaitAsync(TimeSpan patience)
    {
        using var terminal = new Terminal(Surroundings.OfProcess(), Stream.Null, new MemoryStream(), TextWriter.Null, isInteractive: false, Terminal.DefaultWidth);
        using var enough = new CancellationTokenSource(patience);
        return await new ItemWait(_items, terminal, TimeProvider.System).RunAsync([Input], enough.Token);
    }
}
