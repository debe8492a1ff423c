using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Pipeline.Exploration.Stored;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Exploration.Stored;

/// <summary>A report shows names and words of single items: it goes with any of them.</summary>
public sealed class EraseReportsTests : IDisposable
{
    private readonly PipelineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Every_report_with_an_item_of_the_subject_goes_and_no_other()
    {
        await StoredTexts.DropAsync(_world);
        var all = await StoredTexts.AskAsync(_world);
        var theirs = await StoredTexts.AskAsync(_world, new ReportQuestion { Prefix = "a/" });
        var others = await StoredTexts.AskAsync(_world, new ReportQuestion { Prefix = "b/" });
        await StoredTexts.MakeAllAsync(_world);

        var erasure = await _world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);

        Assert.Equal(2, erasure.Removed["reports"]);
        Assert.Null(await StoredTexts.FindAsync(_world, all));
        Assert.Null(await StoredTexts.FindAsync(_world, theirs));
        Assert.Equal(ReportState.Done, (await StoredTexts.FindAsync(_world, others))!.State);
        Assert.Equal(4, _world.Storage.ReportFiles.Names.Count());
    }

    [Fact]
    public async Task A_report_that_is_being_made_meanwhile_leaves_nothing()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        var erased = 0;
        _world.Intake.Before = async (text, _) =>
        {
            if (text.Contains("first", StringComparison.Ordinal) && Interlocked.Exchange(ref erased, 1) == 0)
            {
                await _world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);
            }
        };

        await StoredTexts.MakeAllAsync(_world);

        Assert.Equal(1, erased);
        Assert.Null(await StoredTexts.FindAsync(_world, asked));
        Assert.Empty(_world.Storage.ReportFiles.Names);
    }

    [Fact]
    public async Task A_report_of_items_that_are_erased_before_it_is_begun_is_never_made()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        var record = (await _world.Storage.Reports.GetAsync(asked.Id, CancellationToken.None))!.Value;
        await _world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);

        // As if it had been written just after whoever erased had looked for it.
        await _world.Storage.Reports.TryPutAsync(new(record, null), CancellationToken.None);
        await StoredTexts.MakeAllAsync(_world);

        Assert.Null(await StoredTexts.FindAsync(_world, asked));
        Assert.Empty(_world.Storage.ReportFiles.Names);
    }

    [Fact]
    public async Task Files_that_a_killed_worker_wrote_of_an_erased_report_go_with_the_next_delivery()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        await _world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);
        using var left = new MemoryStream("left"u8.ToArray());
        await _world.Storage.ReportFiles.WriteAsync(asked.Id, "report.html", left, CancellationToken.None);

        await StoredTexts.MakeAllAsync(_world);

        Assert.Empty(_world.Storage.ReportFiles.Names);
    }

    [Fact]
    public async Task An_erasure_that_was_cut_off_is_finished_by_the_next()
    {
        await StoredTexts.DropAsync(_world);
        var asked = await StoredTexts.AskAsync(_world);
        await StoredTexts.MakeAllAsync(_world);
        for (var n = 1; n < 400; n++)
        {
            _world.Wire.SetAfter(n);
            try
            {
                await _world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);
            }
            catch (SimulatedCrashException)
            {
                _world.Wire.Restart();
                if (await StoredTexts.FindAsync(_world, asked) is null or { State: ReportState.Erasing })
                {
                    await _world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);
                    Assert.Null(await StoredTexts.FindAsync(_world, asked));
                    Assert.Empty(_world.Storage.ReportFiles.Names);
                    return;
                }
            }
        }

        Assert.Fail("The erasure was never cut off after it had begun with the report.");
    }

    [Fact]
    public async Task Wherever_the_making_of_a_report_is_killed_it_is_done_once_delivered_again()
    {
        for (var n = 1; n < 100; n += 2)
        {
            using var world = new PipelineWorld();
            await StoredTexts.DropAsync(world);
            var asked = await StoredTexts.AskAsync(world, new ReportQuestion { Prefix = "b/" });
            var request = Assert.Single(world.Storage.ReportQueue.Drain());
            world.Wire.SetAfter(n);

            await world.UntilDoneAsync(() => world.Get<MakeReport>().RunAsync(request, CancellationToken.None));

            Assert.Equal(ReportState.Done, (await StoredTexts.FindAsync(world, asked))!.State);
            Assert.Equal(4, world.Storage.ReportFiles.Names.Count());
            if (!world.Wire.WentOff)
            {
                return;
            }
        }

        Assert.Fail("The use case never ran to its end.");
    }
}
