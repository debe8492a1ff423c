using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Scoring;

/// <summary>The whole way over memory with a real extractor, a real ONNX graph and the real reader.</summary>
public class RealModelTests
{
    [Fact]
    public async Task A_dropped_csv_and_a_posted_text_get_the_same_reading()
    {
        using var world = await WorldAsync();
        var id = world.Drop("notes.csv", "when,text\n1,a quiet street\n2,\n3,\"it shouts,\nand shouts\"\n4,nothing known\n");

        await world.TakeAsync("notes.csv");
        await world.DeliverAllAsync();

        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
        var readings = Assert.Single(await world.PredictionsAsync(id)).Readings;
        Assert.Equal([0, 1, 2, 3], readings.Select(r => r.Row));
        Assert.Equal(["calm", null, "loud"], readings.Take(3).Select(r => r.Label));
        Assert.Equal(ErrorCodes.EmptyText, readings[1].Error!.Code);
        Assert.Equal(0.5, readings[3].Confidence!.Value, 6);
        var posted = await world.Get<ScoreNow>().RunAsync(["a quiet street", "", "it shouts,\nand shouts", "nothing known"], null, CancellationToken.None);
        Assert.Equal(readings.Select(r => (r.Status, r.Label, r.Confidence)), posted.Select(a => (a.Reading.Status, a.Reading.Label, a.Reading.Confidence)));
        Assert.All(readings.Where(r => r.Status is ReadingStatus.Scored), r => Assert.Equal(1, r.Probabilities!.Values.Sum(), 6));
    }

    [Fact]
    public async Task Files_scored_at_once_get_the_readings_that_they_get_alone_and_one_that_fails_harms_no_other()
    {
        using var world = await WorldAsync();
        string[] texts = ["a quiet street", "it shouts", "quiet, quiet", "nothing known"];
        var ids = Enumerable.Range(0, 64).Select(i => world.Drop($"{i}.txt", $"{texts[i % 4]} {i}")).ToArray();
        foreach (var i in Enumerable.Range(0, 64))
        {
            await world.TakeAsync($"{i}.txt");
        }

        var requests = world.Storage.Queue.Drain();
        var unknown = requests[0] with { ModelVersion = "19700101-00000000" };
        var fails = Assert.ThrowsAsync<AffectException>(() => world.Get<ScoreFeatures>().RunAsync(unknown, CancellationToken.None));
        await Task.WhenAll(requests.Select(r => Task.Run(() => world.Get<ScoreFeatures>().RunAsync(r, CancellationToken.None))));
        await fails;

        foreach (var (i, id) in ids.Index())
        {
            var reading = Assert.Single(Assert.Single(await world.PredictionsAsync(id)).Readings);
            var alone = (await world.Get<ScoreNow>().RunAsync([$"{texts[i % 4]} {i}"], null, CancellationToken.None))[0].Reading;
            Assert.Equal(alone.Label, reading.Label);
            Assert.Equal(alone.Confidence!.Value, reading.Confidence!.Value, 6);
        }
    }

    [Fact]
    public async Task A_large_request_is_read_as_it_was_written()
    {
        using var world = await WorldAsync();
        string[] texts = ["a \"quiet\" {street}", "it shouts\r\n\u2028😀", "quiet, quiet"];

        var id = await world.Get<AcceptTexts>().RunAsync(texts, null, null, null, CancellationToken.None);
        await world.TakeAsync((await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync()).Name);
        await world.DeliverAllAsync();

        var readings = Assert.Single(await world.PredictionsAsync(id)).Readings;
        var posted = await world.Get<ScoreNow>().RunAsync(texts, null, CancellationToken.None);
        Assert.Equal(posted.Select(a => (a.Reading.Label, a.Reading.Confidence)), readings.Select(r => (r.Label, r.Confidence)));
    }

    [Fact]
    public async Task A_large_requests_own_names_stand_in_its_readings()
    {
        using var world = await WorldAsync();
        string[] texts = ["a quiet street", "", "it shouts"];
        string?[] names = ["first \"of\" 😀", "empty", null];

        var id = await world.Get<AcceptTexts>().RunAsync(texts, names, null, null, CancellationToken.None);
        await world.TakeAsync((await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync()).Name);
        await world.DeliverAllAsync();

        var readings = Assert.Single(await world.PredictionsAsync(id)).Readings;
        Assert.Equal(names, readings.Select(r => r.Id));
        Assert.Equal([ReadingStatus.Scored, ReadingStatus.Failed, ReadingStatus.Scored], readings.Select(r => r.Status));
        Assert.NotEqual(id, await world.Get<AcceptTexts>().RunAsync(texts, null, null, null, CancellationToken.None));
    }

    [Theory]
    [InlineData("a.txt", "   \n ", ErrorCodes.EmptyText)]
    [InlineData("a.csv", "one,two\n1,2\n", ErrorCodes.UnknownColumn)]
    [InlineData("a.csv", "text\n", ErrorCodes.EmptyTable)]
    [InlineData("a.csv", "text\na\nb\nc\nd\ne\n", ErrorCodes.FileTooLarge)]
    [InlineData("a.csv", "text,n\n,1\n,2\n", ErrorCodes.EmptyText)]
    [InlineData("a.txt", "PNG\0\u0001\u0002\0\0\0\0\0", ErrorCodes.NotText)]
    public async Task A_file_that_is_no_text_is_quarantined_with_the_readers_reason(string name, string text, string code)
    {
        using var world = await WorldAsync();
        var id = world.Drop(name, text);
        await world.TakeAsync(name);
        Assert.Equal((ItemState.Quarantined, code), ((await world.ItemAsync(id)).State, (await world.ItemAsync(id)).Reason!.Code));
    }

    [Fact]
    public async Task A_version_whose_manifest_is_not_the_released_one_is_refused()
    {
        using var world = await WorldAsync();
        var champion = (await world.Get<ModelDirectory>().ChampionsAsync(CancellationToken.None))[0];
        var fault = await Assert.ThrowsAsync<AffectException>(
            async () => await world.Get<ITextScorers>().RentAsync(champion with { ManifestDigest = default }, CancellationToken.None));
        Assert.Equal(ErrorCodes.TamperedModel, fault.Code);
    }

    [Fact]
    public async Task A_model_that_is_in_use_stays_open_however_many_others_are_opened()
    {
        using var world = new PipelineWorld(real: true);
        var releases = new List<ModelRelease>();
        for (var i = 0; i <= TextScorers.MaxOpen + 2; i++)
        {
            releases.Add(await world.Get<PublishModel>().RunAsync(TinyModel.Create($"street-noise-{i}"), "test", CancellationToken.None));
        }

        var rented = await world.Get<ITextScorers>().RentAsync(releases[0], CancellationToken.None);
        foreach (var other in releases[1..])
        {
            (await world.Get<ITextScorers>().RentAsync(other, CancellationToken.None)).Dispose();
        }

        using var quiet = new SharedText("a quiet street");
        using var shout = new SharedText("it shouts");
        Assert.Equal("calm", rented.Scorer.Score(quiet).Label);
        rented.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rented.Scorer.Score(quiet));
        using var again = await world.Get<ITextScorers>().RentAsync(releases[0], CancellationToken.None);
        Assert.Equal("loud", again.Scorer.Score(shout).Label);
    }

    [Fact]
    public async Task Features_made_later_are_read_in_the_items_own_format()
    {
        using var world = await WorldAsync();
        world.Drop("notes.png", "a quiet street");
        await world.TakeAsync("notes.png");
        var id = world.Drop("notes.txt", "a quiet street");
        await world.TakeAsync("notes.txt");
        await world.DeliverAllAsync();
        world.Drop("notes.png", "a quiet street");
        var later = await world.Get<PublishModel>().RunAsync(TinyModel.Create("other-noise"), "test", CancellationToken.None);

        await world.Get<ScoreFeatures>().RunAsync(
            new ScoreRequest { V = ScoreRequest.CurrentVersion, Item = id, Schema = default, Model = later.Model, ModelVersion = later.Version }, CancellationToken.None);

        Assert.Equal(["calm", "calm"], (await world.PredictionsAsync(id)).Select(p => Assert.Single(p.Readings).Label));
    }

    [Fact]
    public async Task A_file_whose_features_have_too_many_entries_is_quarantined()
    {
        using var world = new PipelineWorld(o => o.MaxEntries = 100, real: true);
        await world.Get<PublishModel>().RunAsync(TinyModel.Create("street-noise"), "test", CancellationToken.None);
        var (small, large) = (world.Drop("small.csv", "text\na quiet street\n"), world.Drop("large.csv", "text\n" + string.Concat(Enumerable.Repeat("a quiet street\n", 300))));

        await world.TakeAsync("large.csv");
        await world.TakeAsync("small.csv");
        await world.DeliverAllAsync();

        Assert.Equal(ItemState.Scored, (await world.ItemAsync(small)).State);
        var refused = await world.ItemAsync(large);
        Assert.Equal((ItemState.Quarantined, ErrorCodes.FileTooLarge), (refused.State, refused.Reason!.Code));
        Assert.Contains("entries", world.Storage.Media.Quarantined["large.csv"].Reason.Message, StringComparison.Ordinal);
    }

    private static async Task<PipelineWorld> WorldAsync()
    {
        var world = new PipelineWorld(o => o.MaxRows = 4, real: true);
        await world.Get<PublishModel>().RunAsync(TinyModel.Create("street-noise"), "test", CancellationToken.None);
        return world;
    }
}
