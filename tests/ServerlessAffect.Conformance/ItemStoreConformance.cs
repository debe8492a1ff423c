using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IItemStore))]
public abstract class ItemStoreConformance : ConformanceSuite
{
    private IItemStore Items => Port<IItemStore>();

    [Fact]
    public async Task Nothing_is_found_before_anything_is_written()
    {
        Assert.Null(await Items.GetAsync(Samples.Hash("a"), Never));
        Assert.Empty(await AllAsync(Items.ListAsync(null, Never)));
        await Items.DeleteAsync(Samples.Hash("a"), Never);
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var record = Samples.Item("a") with { Reason = new("not-text", "It is not text: <\u2028>"), State = ItemState.Quarantined };
        Assert.True(await Items.TryPutAsync(new(record, null), Never));
        var found = await Items.GetAsync(record.Id, Never);
        Assert.Equal(Samples.Json(record), Samples.Json(found!.Value));
        Assert.False(string.IsNullOrEmpty(found.ETag));
    }

    [Fact]
    public async Task A_record_is_created_once_however_many_try()
    {
        var wins = await RaceAsync(i => Items.TryPutAsync(new(Samples.Item("a") with { Bytes = i }, null), Never));
        Assert.Equal(1, wins.Count(w => w));
        var winner = Array.IndexOf(wins, true);
        Assert.Equal(winner, (await Items.GetAsync(Samples.Hash("a"), Never))!.Value.Bytes);
    }

    [Fact]
    public async Task A_replacement_under_an_old_token_changes_nothing()
    {
        await Items.TryPutAsync(new(Samples.Item("a"), null), Never);
        var first = (await Items.GetAsync(Samples.Hash("a"), Never))!;
        Assert.True(await Items.TryPutAsync(first with { Value = first.Value with { State = ItemState.Extracted } }, Never));
        Assert.False(await Items.TryPutAsync(first with { Value = first.Value with { State = ItemState.Dead } }, Never));
        Assert.Equal(ItemState.Extracted, (await Items.GetAsync(Samples.Hash("a"), Never))!.Value.State);
    }

    [Fact]
    public async Task A_replacement_of_what_was_deleted_creates_nothing()
    {
        await Items.TryPutAsync(new(Samples.Item("a"), null), Never);
        var first = (await Items.GetAsync(Samples.Hash("a"), Never))!;
        await Items.DeleteAsync(first.Value.Id, Never);
        Assert.False(await Items.TryPutAsync(first, Never));
        Assert.Null(await Items.GetAsync(first.Value.Id, Never));
    }

    [Fact]
    public async Task No_update_is_lost_under_contention()
    {
        await Items.TryPutAsync(new(Samples.Item("a") with { Bytes = 0 }, null), Never);
        await RaceAsync(async _ =>
        {
            while (true)
            {
                var found = (await Items.GetAsync(Samples.Hash("a"), Never))!;
                if (await Items.TryPutAsync(found with { Value = found.Value with { Bytes = found.Value.Bytes + 1 } }, Never))
                {
                    return true;
                }
            }
        });
        Assert.Equal(Writers, (await Items.GetAsync(Samples.Hash("a"), Never))!.Value.Bytes);
    }

    [Fact]
    public async Task Records_are_listed_in_the_order_of_their_hash()
    {
        var contents = Enumerable.Range(0, 40).Select(i => $"text {i}").ToArray();
        await Task.WhenAll(contents.Select(c => Items.TryPutAsync(new(Samples.Item(c), null), Never)));
        Assert.Equal(contents.Select(c => Samples.Hash(c).Value).Order(StringComparer.Ordinal), (await AllAsync(Items.ListAsync(null, Never))).Select(r => r.Id.Value));
    }

    [Fact]
    public async Task A_listing_begins_behind_the_record_that_is_named()
    {
        var contents = Enumerable.Range(0, 12).Select(i => $"text {i}").ToArray();
        await Task.WhenAll(contents.Select(c => Items.TryPutAsync(new(Samples.Item(c), null), Never)));
        var sorted = contents.Select(c => Samples.Hash(c)).OrderBy(h => h.Value, StringComparer.Ordinal).ToArray();
        Assert.Equal(sorted[5..], (await AllAsync(Items.ListAsync(sorted[4], Never))).Select(r => r.Id));
        Assert.Empty(await AllAsync(Items.ListAsync(sorted[^1], Never)));
    }

    [Fact]
    public async Task Cancellation_is_honoured()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Items.GetAsync(Samples.Hash("a"), cancelled.Token));
    }
}
