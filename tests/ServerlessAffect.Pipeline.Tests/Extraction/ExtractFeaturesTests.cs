using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Extraction;

public class ExtractFeaturesTests
{
    [Fact]
    public async Task The_same_bytes_again_add_a_source_and_send_nothing()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words", "s1");
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        world.Drop("b.txt", "words", "s2");
        await world.TakeAsync("b.txt");
        await world.TakeAsync("b.txt");

        var item = await world.ItemAsync(id);
        Assert.Equal([("a.txt", "s1"), ("b.txt", "s2")], item.Sources.Select(s => (s.Name, s.Subject!)));
        Assert.Equal(ItemState.Scored, item.State);
        Assert.Empty(world.Storage.Queue.Drain());
    }

    [Fact]
    public async Task A_model_published_since_is_owed_when_the_same_bytes_come_again()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();
        await world.PublishAsync("tweet-sentiment");

        await world.TakeAsync("a.txt");
        Assert.Equal(ItemState.Extracted, (await world.ItemAsync(id)).State);
        Assert.Equal("tweet-sentiment", Assert.Single(world.Storage.Queue.Drain()).Model);
    }

    [Fact]
    public async Task Models_of_one_schema_share_its_features()
    {
        using var world = new PipelineWorld();
        var schema = TestModels.Schema("terms");
        await world.PublishAsync("tweet-topic", schema: schema);
        await world.PublishAsync("tweet-sentiment", schema: schema);
        var id = world.Drop("a.txt", "words");

        await world.TakeAsync("a.txt");

        Assert.True(await world.Storage.Features.ExistsAsync(id, schema.Hash, CancellationToken.None));
        Assert.Equal(2, world.Storage.Queue.Drain().Count);
    }

    [Theory]
    [InlineData("tweet-topic/a.txt", 1)]
    [InlineData("tweet-topic-2/a.txt", 2)]
    [InlineData("a.txt", 2)]
    public async Task The_first_folder_chooses_the_model_where_it_names_one(string name, int asked)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        await world.PublishAsync("tweet-sentiment");
        world.Drop(name, "words");

        await world.TakeAsync(name);

        Assert.Equal(asked, world.Storage.Queue.Drain().Count);
    }

    [Theory]
    [InlineData("a.txt", "", ErrorCodes.EmptyFile)]
    [InlineData("a.txt", "zero\0byte", ErrorCodes.NotText)]
    [InlineData("a.xyz", "words", ErrorCodes.UnsupportedType)]
    [InlineData("noextension", "words", ErrorCodes.UnsupportedType)]
    [InlineData("a.png", "RIFF", ErrorCodes.UnsupportedModality)]
    [InlineData("a.png", "PNG", ErrorCodes.UnsupportedModality)]
    [InlineData("a.jpg", "ftyp", ErrorCodes.UnsupportedModality)]
    [InlineData("../a.txt", "words", ErrorCodes.UnsafeName)]
    [InlineData("a\u0007b.txt", "words", ErrorCodes.UnsafeName)]
    public async Task What_cannot_be_read_is_quarantined_with_its_reason(string name, string text, string code)
    {
        using var world = new PipelineWorld(o => (o.MaxFileBytes, o.InMemoryBytes) = (16, 8));
        await world.PublishAsync("tweet-topic");
        var id = world.Drop(name, text, "s1");

        await world.TakeAsync(name);

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Quarantined, code), (item.State, item.Reason!.Code));
        Assert.Equal("s1", Assert.Single(item.Sources).Subject);
        Assert.EndsWith(".", item.Reason.Message, StringComparison.Ordinal);
        Assert.Equal(code, world.Storage.Media.Quarantined[name].Reason.Code);
        Assert.Empty(world.Storage.Queue.Drain());
    }

    [Theory]
    [InlineData("long.txt", ErrorCodes.FileTooLarge)]
    [InlineData("long.jpg", ErrorCodes.UnsupportedModality)]
    public async Task What_is_too_large_is_refused_without_reading_any_of_it(string name, string code)
    {
        using var world = new PipelineWorld(o => o.MaxFileBytes = 16);
        await world.PublishAsync("tweet-topic");
        world.Drop(name, "more than sixteen bytes", "s1");
        world.Storage.Media.Faults[name] = new IOException("Nobody may read this.");

        await world.TakeAsync(name);

        var item = await world.ItemAsync(UnreadFile.IdOf(name));
        Assert.Equal((ItemState.Quarantined, code, 23), (item.State, item.Reason!.Code, item.Bytes));
        Assert.Equal("s1", Assert.Single(item.Sources).Subject);
        Assert.Equal(code, world.Storage.Media.Quarantined[name].Reason.Code);
    }

    [Fact]
    public async Task A_file_that_was_too_large_is_known_by_its_content_when_more_may_be_read()
    {
        PipelineOptions limits = null!;
        using var world = new PipelineWorld(o => (limits = o).MaxFileBytes = o.InMemoryBytes = 16);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("long.txt", "more than sixteen bytes");
        await world.TakeAsync("long.txt");

        limits.MaxFileBytes = 64;
        await world.Get<RetryDead>().RunAsync(CancellationToken.None);
        await world.TakeAsync("long.txt");
        await world.DeliverAllAsync();

        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
        Assert.Null(await world.Storage.Items.GetAsync(UnreadFile.IdOf("long.txt"), CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_copy_does_not_harm_the_item_that_was_read()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Drop("a.csv", "words");
        world.Drop("a.png", "words");

        await world.TakeAsync("a.txt");
        await world.TakeAsync("a.csv");
        await world.TakeAsync("a.png");
        await world.DeliverAllAsync();

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Scored, "txt", null), (item.State, item.Format, item.Reason));
        Assert.Equal(ErrorCodes.FormatConflict, world.Storage.Media.Quarantined["a.csv"].Reason.Code);
        Assert.Equal(ErrorCodes.UnsupportedModality, world.Storage.Media.Quarantined["a.png"].Reason.Code);
    }

    [Fact]
    public async Task A_quarantined_item_is_read_when_it_comes_under_a_name_that_fits()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.png", "words");
        await world.TakeAsync("a.png");
        world.Drop("a.txt", "words");

        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Scored, Modality.Text, "txt", null), (item.State, item.Modality, item.Format, item.Reason));
    }

    [Fact]
    public async Task An_item_waits_while_no_model_is_published()
    {
        using var world = new PipelineWorld();
        var id = world.Drop("a.txt", "words");

        await world.TakeAsync("a.txt");

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Received, ErrorCodes.NoModel), (item.State, item.Reason!.Code));
        Assert.NotNull(await world.Storage.Media.OpenAsync("a.txt", CancellationToken.None));
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_dies_alone()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        await world.PublishAsync("tweet-sentiment");
        world.Scorers.Faults["tweet-sentiment"] = new AffectException(ErrorCodes.TamperedModel, "A byte was changed.");
        var id = world.Drop("a.txt", "words");

        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Dead, ErrorCodes.TamperedModel), (item.State, item.Reason!.Code));
        Assert.Equal("tweet-topic", Assert.Single(await world.PredictionsAsync(id)).Model.Name);

        world.Scorers.Faults.Clear();
        await world.Get<RetryDead>().RunAsync(CancellationToken.None);
        await world.DeliverAllAsync();
        Assert.Equal((ItemState.Scored, null), ((await world.ItemAsync(id)).State, (await world.ItemAsync(id)).Reason));
        Assert.Equal(2, (await world.PredictionsAsync(id)).Count);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_nothing()
    {
        using var world = new PipelineWorld();
        Assert.Null(await world.TakeAsync("gone.txt"));
    }

    [Fact]
    public async Task A_file_larger_than_memory_allows_is_read_twice_and_means_the_same()
    {
        using var world = new PipelineWorld(o => o.InMemoryBytes = 4);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "more than four bytes");

        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        Assert.Equal("even", (await world.PredictionsAsync(id))[0].Readings[0].Label);
    }

    [Fact]
    public async Task Drops_of_the_same_bytes_at_once_make_one_prediction()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        await world.PublishAsync("tweet-sentiment");
        var names = Enumerable.Range(0, 16).Select(i => $"{i}.txt").ToArray();
        var id = names.Select(n => world.Drop(n, "words")).ToArray()[0];

        await Task.WhenAll(names.Select(n => Task.Run(() => world.TakeAsync(n))));
        var requests = world.Storage.Queue.Drain();
        await Task.WhenAll(requests.Concat(requests).Select(r => Task.Run(() => world.Get<ScoreFeatures>().RunAsync(r, CancellationToken.None))));

        var item = await world.ItemAsync(id);
        Assert.Equal(ItemState.Scored, item.State);
        Assert.Equal(names.Order(StringComparer.Ordinal), item.Sources.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await world.PredictionsAsync(id)).Count);
    }
}
