using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Extraction;

/// <summary>The same bytes under two extensions at the same moment: while the one is read, the other is taken from its beginning to its end.</summary>
public class SameBytesTests
{
    private const string Unreadable = "zero\0byte";

    [Theory]
    [InlineData("a.txt", "a.csv", ErrorCodes.FormatConflict)]
    [InlineData("a.csv", "a.txt", ErrorCodes.FormatConflict)]
    [InlineData("a.csv", "a.xyz", ErrorCodes.UnsupportedType)]
    [InlineData("a.csv", "a.png", ErrorCodes.UnsupportedModality)]
    public async Task The_first_is_scored_and_the_other_is_quarantined_with_its_reason(string first, string second, string code)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop(first, "words", "s1");
        world.Drop(second, "words", "s2");
        TakeWhileReading(world, second);

        await world.TakeAsync(first);

        Assert.Equal((ItemState.Extracted, first[2..], null), await StandingAsync(world, id));
        await world.DeliverAllAsync();
        Assert.Equal((ItemState.Scored, first[2..], null), await StandingAsync(world, id));
        Assert.Equal((second, code), Assert.Single(Quarantined(world)));
        Assert.Equal([first, second], (await world.ItemAsync(id)).Sources.Select(s => s.Name));
        Assert.Single(await world.PredictionsAsync(id));
    }

    [Theory]
    [InlineData("a.csv", ErrorCodes.FormatConflict)]
    [InlineData("a.xyz", ErrorCodes.UnsupportedType)]
    public async Task An_unreadable_first_leaves_its_own_reason_and_both_in_quarantine(string second, string code)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", Unreadable);
        world.Drop(second, Unreadable);
        TakeWhileReading(world, second);

        await world.TakeAsync("a.txt");

        Assert.Equal((ItemState.Quarantined, "txt", ErrorCodes.NotText), await StandingAsync(world, id));
        Assert.Equal([(second, code), ("a.txt", ErrorCodes.NotText)], Quarantined(world));
        Assert.Empty(world.Storage.Queue.Drain());
    }

    [Fact]
    public async Task A_second_that_comes_after_an_unreadable_first_is_read_afresh_and_a_late_repetition_of_the_first_does_not_harm_it()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Drop("a.csv", "words");
        var deliveries = 0;
        world.Intake.Before = async (_, _) =>
        {
            switch (++deliveries)
            {
                case 1:
                    // A second delivery of the first file: it finds the file unreadable while the first one is still reading.
                    await world.TakeAsync("a.txt");
                    await world.TakeAsync("a.csv");
                    throw NotText();
                case 2:
                    throw NotText();
            }
        };

        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        Assert.Equal((ItemState.Scored, "csv", null), await StandingAsync(world, id));
        Assert.Equal(("a.txt", ErrorCodes.NotText), Assert.Single(Quarantined(world)));

        static AffectException NotText() => new(ErrorCodes.NotText, "The file is not text.");
    }

    [Fact]
    public async Task After_a_retry_of_both_the_first_to_come_back_is_judged()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Drop("a.csv", "words");
        TakeWhileReading(world, "a.csv", new AffectException(ErrorCodes.NotText, "The file is not text."));
        await world.TakeAsync("a.txt");
        Assert.Equal(2, Quarantined(world).Count);

        await world.Get<RetryDead>().RunAsync(CancellationToken.None);
        await world.TakeAsync("a.csv");
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        Assert.Equal((ItemState.Scored, "csv", null), await StandingAsync(world, id));
        Assert.Equal(("a.txt", ErrorCodes.FormatConflict), Assert.Single(Quarantined(world)));
    }

    [Fact]
    public async Task Whatever_the_order_one_is_scored_and_the_others_are_quarantined()
    {
        for (var round = 0; round < 20; round++)
        {
            using var world = new PipelineWorld();
            await world.PublishAsync("tweet-topic");
            string[] names = ["a.txt", "a.csv", "a.jsonl", "b.txt", "a.xyz"];
            var id = names.Select(n => world.Drop(n, "words")).ToArray()[0];

            await Task.WhenAll(names.Select(n => Task.Run(() => world.TakeAsync(n))));
            await world.DeliverAllAsync();

            var (state, format, reason) = await StandingAsync(world, id);
            Assert.Equal((ItemState.Scored, null), (state, reason));
            Assert.Equal(names.Where(n => !n.EndsWith(format!, StringComparison.Ordinal)).Order(StringComparer.Ordinal), Quarantined(world).Select(q => q.Name).Order(StringComparer.Ordinal));
        }
    }

    private static void TakeWhileReading(PipelineWorld world, string second, AffectException? fault = null)
    {
        var begun = false;
        world.Intake.Before = async (_, _) =>
        {
            if (!begun)
            {
                begun = true;
                var item = await world.TakeAsync(second);
                Assert.Equal((ItemState.Received, null), (item!.State, item.Reason));
                if (fault is not null)
                {
                    throw fault;
                }
            }
        };
    }

    private static async Task<(ItemState State, string? Format, string? Reason)> StandingAsync(PipelineWorld world, Core.Identity.ContentHash id)
    {
        var item = await world.ItemAsync(id);
        return (item.State, item.Format, item.Reason?.Code);
    }

    private static List<(string Name, string Code)> Quarantined(PipelineWorld world) =>
        [.. world.Storage.Media.Quarantined.Select(q => (q.Key, q.Value.Reason.Code)).OrderBy(q => q.Key == "a.txt" ? 1 : 0)];
}
