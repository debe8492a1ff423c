using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Cli.Tests.Dropping;

/// <summary>What is told of an upload that was never scored; readings need models, and <see cref="StackTests"/> has them.</summary>
public class UploadWatchTests
{
    private const string Name = "long.csv";
    private static readonly ContentHash Content = ContentHash.Compute("words"u8);
    private readonly InMemoryItemStore _items = new();
    private readonly InMemoryMediaStore _media = new(TimeProvider.System);

    private UploadWatch Watch => new(_items, _media, attempts: null!, models: null!, extract: null!);

    [Fact]
    public async Task A_file_that_was_refused_unread_is_found_by_its_name()
    {
        var mark = await MarkAsync();
        await RefuseAsync(UnreadFile.IdOf(Name), "0x1");

        var outcome = await LookAsync(mark);

        Assert.Equal((UploadStage.Refused, "file-too-large"), (outcome.Stage, outcome.Reason?.Code));
    }

    [Fact]
    public async Task An_older_refusal_of_that_name_is_not_taken_for_this_one()
    {
        await RefuseAsync(UnreadFile.IdOf(Name), "0x1");
        var mark = await MarkAsync();

        Assert.Equal(UploadStage.Waiting, (await LookAsync(mark)).Stage);
        await RefuseAsync(UnreadFile.IdOf(Name), "0x2");
        Assert.Equal(UploadStage.Refused, (await LookAsync(mark)).Stage);
    }

    [Fact]
    public async Task What_the_bytes_were_refused_for_under_another_name_says_nothing_of_this_one()
    {
        var mark = await MarkAsync();
        await PutAsync(Content, "0x1", ItemState.Quarantined, "other.csv");

        Assert.Equal(UploadStage.Waiting, (await LookAsync(mark)).Stage);
    }

    [Fact]
    public async Task An_item_that_was_scored_as_something_else_is_no_outcome_until_the_file_is_refused()
    {
        var mark = await MarkAsync();
        await PutAsync(Content, "0x1", ItemState.Scored, Name);

        Assert.Equal(UploadStage.Waiting, (await LookAsync(mark)).Stage);
        await QuarantineAsync(Content);
        Assert.Equal(UploadStage.Refused, (await LookAsync(mark)).Stage);
    }

    [Fact]
    public async Task A_file_that_nobody_could_read_is_given_up()
    {
        var mark = await MarkAsync();
        await PutAsync(UnreadFile.IdOf(Name), "0x1", ItemState.Dead, Name);

        Assert.Equal(UploadStage.GivenUp, (await LookAsync(mark)).Stage);
    }

    private Task<UploadMark> MarkAsync() => Watch.MarkAsync(Name, Content, subject: null, CancellationToken.None);

    private Task<UploadOutcome> LookAsync(UploadMark mark) => Watch.LookAsync(mark, CancellationToken.None);

    private async Task RefuseAsync(ContentHash id, string eTag)
    {
        await PutAsync(id, eTag, ItemState.Quarantined, Name);
        await QuarantineAsync(id);
    }

    private async Task QuarantineAsync(ContentHash id)
    {
        _media.Put(Name, "words"u8.ToArray());
        await using var file = (await _media.OpenAsync(Name, CancellationToken.None))!;
        await _media.QuarantineAsync(file, id, new ReadingError("file-too-large", "It is too large."), CancellationToken.None);
    }

    private async Task PutAsync(ContentHash id, string eTag, ItemState state, string name)
    {
        var known = await _items.GetAsync(id, CancellationToken.None);
        var item = new ItemRecord
        {
            Id = id,
            Format = "txt",
            Sources = [new ItemSource(name, null, DateTimeOffset.UnixEpoch, eTag)],
            Bytes = 5,
            State = state,
            Reason = new ReadingError("file-too-large", "It is too large."),
            ReceivedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.True(await _items.TryPutAsync(new Versioned<ItemRecord>(item, known?.ETag), CancellationToken.None));
    }
}
