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
            new Dictionary<string, int> { ["media"] = 1, ["quarantine"] = 2, ["predictions"] = 2, ["labels"] = 1, ["attempts"] = 1, ["dead-letters"] = 1, ["items"] = 1, ["features"] = 1 },
            removed.ToDictionary());
        Assert.False(await HasTracesAsync(item));
        Assert.True(await HasTracesAsync(other));
        Assert.All((await Eraser.EraseAsync(item, Never)).Values, count => Assert.Equal(0, count));
        Assert.Equal(removed.Values.Sum(), (await Eraser.EraseAsync(other, Never)).Values.Sum());
    }

    [Fact]
    public async Task A_file_that_took_the_items_name_stays()
    {
        var item = await FillAsync("a");
        await DropAsync("a.txt", Samples.Bytes("somebody else's"));
        Assert.Equal(0, (await Eraser.EraseAsync(item, Never))["media"]);
        Assert.NotNull(await Port<IMediaStore>().OpenAsync("a.txt", Never));
    }

    [Fact]
    public async Task Only_the_files_of_a_source_go_where_the_item_has_other_owners()
    {
        var item = await FillAsync("a");
        var removed = await Eraser.EraseSourceAsync(item.Sources[0], Never);
        Assert.Equal((1, 1), (removed["media"], removed.Values.Sum()));
        Assert.Null(await Port<IMediaStore>().OpenAsync("a.txt", Never));
        Assert.NotNull(await Port<IItemStore>().GetAsync(item.Id, Never));
        Assert.Equal(0, (await Eraser.EraseSourceAsync(item.Sources[0], Never)).Values.Sum());
        Assert.Equal(2, (await Eraser.EraseSourceAsync(item.Sources[1], Never))["quarantine"]);
    }

    private async Task<ItemRecord> FillAsync(string content)
    {
        var media = Port<IMediaStore>();
        await DropAsync($"{content}.txt", Samples.Bytes(content), "Ann");
        await DropAsync($"bad/{content}.txt", Samples.Bytes(content), "Ann");
        await using var good = (await media.OpenAsync($"{content}.txt", Never))!;
        await using var bad = (await media.OpenAsync($"bad/{content}.txt", Never))!;
        await media.QuarantineAsync(bad, Reason, Never);
        var item = Samples.Item(content, new ItemSource(good.Name, "Ann", Samples.Noon, good.ETag), new ItemSource(bad.Name, "Ann", Samples.Noon, bad.ETag));
        await Port<IItemStore>().TryPutAsync(new(item, null), Never);
        await Port<IFeatureStore>().TryWriteAsync(item.Id, Samples.Schema(), Samples.Features(), Never);
        await Port<IPredictionStore>().TryWriteAsync(Samples.Prediction(content), Never);
        await Port<ILabelStore>().AddAsync(item.Id, new ItemLabel("mood", 0, "glad", null, Samples.Noon), Never);
        await Port<IAttemptLog>().RecordFailureAsync(Samples.Request(content), Reason, Never);
        await Port<IAttemptLog>().BuryAsync(new DeadLetter(Samples.Request(content), 5, Reason, Samples.Noon), Never);
        return item;
    }

    private async Task<bool> HasTracesAsync(ItemRecord item) =>
        await Port<IItemStore>().GetAsync(item.Id, Never) is not null
        || await Port<IFeatureStore>().ExistsAsync(item.Id, Samples.Schema().Hash, Never)
        || (await AllAsync(Port<IPredictionStore>().ListAsync(item.Id, Never))).Count > 0
        || (await AllAsync(Port<ILabelStore>().ListAsync(item.Id, Never))).Count > 0
        || (await AllAsync(Port<IAttemptLog>().ListDeadAsync(Never))).Any(l => l.Request.Item == item.Id)
        || await Port<IMediaStore>().OpenAsync(item.Sources[0].Name, Never) is not null
        || await Port<IQuarantine>().RestoreAsync(item.Sources[1].Name, Never);
}
