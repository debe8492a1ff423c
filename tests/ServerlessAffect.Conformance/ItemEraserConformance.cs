using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IItemEraser))]
public abstract class ItemEraserConformance : ConformanceSuite
{
    private static readonly ReadingError Reason = new("internal", "It broke.");

    private IItemEraser Eraser => Port<IItemEraser>();

    [Fact]
    public async Task Everything_of_the_item_goes_and_nothing_of_others()
    {
        var (item, other) = (await FillAsync("a"), await FillAsync("b"));
        var removed = await Eraser.EraseAsync(item, Never);
        Assert.Equal(
            new Dictionary<string, int> { ["media"] = 1, ["quarantine"] = 2, ["predictions"] = 2, ["labels"] = 1, ["attempts"] = 2, ["dead-letters"] = 1, ["items"] = 1, ["features"] = 1 },
            removed.ToDictionary());
        Assert.False(await HasTracesAsync(item.Value));
        Assert.All((await Eraser.EraseAsync(item, Never)).Values, count => Assert.Equal(0, count));
        Assert.Equal(removed.Values.Sum(), (await Eraser.EraseAsync(other, Never)).Values.Sum());
    }

    [Fact]
    public async Task A_file_that_took_the_items_name_stays()
    {
        var item = await FillAsync("a");
        await DropAsync("a.txt", Samples.Bytes("somebody else's"), "Ann");
        Assert.Equal(0, (await Eraser.EraseAsync(item, Never))["media"]);
        Assert.NotNull(await Port<IMediaStore>().OpenAsync("a.txt", Never));
    }

    [Fact]
    public async Task The_same_bytes_of_a_subject_whom_the_record_does_not_know_stay()
    {
        var item = await FillAsync("a");
        await DropAsync("a.txt", Samples.Bytes("a"), "Bob");
        Assert.Equal(0, (await Eraser.EraseAsync(item, Never))["media"]);
        Assert.NotNull(await Port<IMediaStore>().OpenAsync("a.txt", Never));
    }

    [Fact]
    public async Task The_same_bytes_dropped_again_under_the_same_name_go()
    {
        var item = await FillAsync("a");
        await DropAsync("a.txt", Samples.Bytes("a"), "Ann");
        Assert.Equal(1, (await Eraser.EraseAsync(item, Never))["media"]);
        Assert.Null(await Port<IMediaStore>().OpenAsync("a.txt", Never));
    }

    [Fact]
    public async Task A_record_that_changed_since_it_was_seen_stays()
    {
        var item = await FillAsync("a");
        Assert.True(await Port<IItemStore>().TryPutAsync(item with { Value = item.Value with { State = ItemState.Scored } }, Never));
        Assert.Equal(0, (await Eraser.EraseAsync(item, Never))["items"]);
        Assert.NotNull(await Port<IItemStore>().GetAsync(item.Value.Id, Never));
    }

    [Fact]
    public async Task What_was_made_of_an_item_goes_without_its_files()
    {
        var item = await FillAsync("a");
        Assert.Equal(6, (await Eraser.EraseDerivedAsync(item.Value.Id, Never)).Values.Sum());
        Assert.Equal(0, (await Eraser.EraseDerivedAsync(item.Value.Id, Never)).Values.Sum());
        Assert.False(await Port<IFeatureStore>().ExistsAsync(item.Value.Id, Samples.Schema().Hash, Never));
        Assert.NotNull(await Port<IItemStore>().GetAsync(item.Value.Id, Never));
        Assert.NotNull(await Port<IMediaStore>().OpenAsync("a.txt", Never));
        Assert.True(await Port<IQuarantine>().RestoreAsync("bad/a.txt", item.Value.Id, Never));
    }

    [Fact]
    public async Task Every_file_of_a_subject_goes_whoever_knows_it()
    {
        foreach (var (name, subject) in new[] { ("a.txt", "Ann Öz"), ("b.txt", "Bob"), ("c.txt", null), ("d/ä.txt", "Ann Öz"), ("e.txt", "Ann Ö") })
        {
            await DropAsync(name, Samples.Bytes(name), subject);
            await DropAsync("bad/" + name, Samples.Bytes(name), subject);
            await using var bad = (await Port<IMediaStore>().OpenAsync("bad/" + name, Never))!;
            await Port<IMediaStore>().QuarantineAsync(bad, Samples.Hash(name), Reason, Never);
        }

        await using (var file = (await Port<IMediaStore>().OpenAsync("a.txt", Never))!)
        {
            await Port<IIntakeLog>().RecordFailureAsync(file.Name, file.ETag, Reason, Never);
        }

        var removed = await Eraser.EraseFilesAsync("Ann Öz", Never);

        Assert.Equal(new Dictionary<string, int> { ["media"] = 2, ["quarantine"] = 4, ["attempts"] = 1 }, removed.ToDictionary());
        Assert.Equal(["b.txt", "c.txt", "e.txt"], (await AllAsync(Port<IMediaStore>().ListAsync(Never))).Select(e => e.Name));
        Assert.False(await Port<IQuarantine>().RestoreAsync("bad/a.txt", Samples.Hash("a.txt"), Never));
        Assert.True(await Port<IQuarantine>().RestoreAsync("bad/e.txt", Samples.Hash("e.txt"), Never));
        Assert.Equal(0, (await Eraser.EraseFilesAsync("Ann Öz", Never)).Values.Sum());
    }

    [Fact]
    public async Task Items_of_which_something_was_made_are_listed_with_or_without_a_record()
    {
        Assert.Empty(await AllAsync(Eraser.ListDerivedAsync(Never)));
        var (whole, gone) = (await FillAsync("a"), await FillAsync("b"));
        await Port<IItemStore>().DeleteAsync(gone.Value.Id, Never);
        var (features, prediction) = (Samples.Hash("features alone"), Samples.Prediction("prediction alone"));
        await Port<IFeatureStore>().TryWriteAsync(features, Samples.Schema(), Samples.Features(), Never);
        await Port<IPredictionStore>().TryWriteAsync(prediction, Never);
        await Port<IItemStore>().TryPutAsync(new(Samples.Item("nothing made yet"), null), Never);

        var listed = await AllAsync(Eraser.ListDerivedAsync(Never));

        Assert.Equal(
            new[] { whole.Value.Id, gone.Value.Id, features, prediction.Item }.Select(i => i.Value).Order(StringComparer.Ordinal),
            listed.Select(i => i.Value).Distinct().Order(StringComparer.Ordinal));
        await Eraser.EraseDerivedAsync(gone.Value.Id, Never);
        Assert.DoesNotContain(gone.Value.Id, await AllAsync(Eraser.ListDerivedAsync(Never)));
    }

    private async Task<Versioned<ItemRecord>> FillAsync(string content)
    {
        var media = Port<IMediaStore>();
        await DropAsync($"{content}.txt", Samples.Bytes(content), "Ann");
        await DropAsync($"bad/{content}.txt", Samples.Bytes(content), "Ann");
        await using var good = (await media.OpenAsync($"{content}.txt", Never))!;
        await using var bad = (await media.OpenAsync($"bad/{content}.txt", Never))!;
        await media.QuarantineAsync(bad, Samples.Hash(content), Reason, Never);
        var item = Samples.Item(content, new ItemSource(good.Name, "Ann", Samples.Noon, good.ETag), new ItemSource(bad.Name, "Ann", Samples.Noon, bad.ETag));
        await Port<IItemStore>().TryPutAsync(new(item, null), Never);
        await Port<IFeatureStore>().TryWriteAsync(item.Id, Samples.Schema(), Samples.Features(), Never);
        await Port<IPredictionStore>().TryWriteAsync(Samples.Prediction(content), Never);
        await Port<ILabelStore>().AddAsync(item.Id, new ItemLabel("mood", 0, "glad", null, Samples.Noon), Never);
        await Port<IAttemptLog>().RecordFailureAsync(Samples.Request(content), Reason, Never);
        await Port<IIntakeLog>().RecordFailureAsync(good.Name, good.ETag, Reason, Never);
        await Port<IAttemptLog>().BuryAsync(new DeadLetter(Samples.Request(content), 5, Reason, Samples.Noon), Never);
        return (await Port<IItemStore>().GetAsync(item.Id, Never))!;
    }

    private async Task<bool> HasTracesAsync(ItemRecord item) =>
        await Port<IItemStore>().GetAsync(item.Id, Never) is not null
        || await Port<IFeatureStore>().ExistsAsync(item.Id, Samples.Schema().Hash, Never)
        || (await AllAsync(Port<IPredictionStore>().ListAsync(item.Id, Never))).Count > 0
        || (await AllAsync(Port<ILabelStore>().ListAsync(item.Id, Never))).Count > 0
        || (await AllAsync(Port<IAttemptLog>().ListDeadAsync(Never))).Any(l => l.Request.Item == item.Id)
        || await Port<IMediaStore>().OpenAsync(item.Sources[0].Name, Never) is not null
        || await Port<IQuarantine>().RestoreAsync(item.Sources[1].Name, item.Id, Never);
}
