using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Models;

public class ReleaseTests
{
    [Fact]
    public async Task The_first_version_is_champion_and_so_is_each_published_after()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic", "20260101-00000001");
        await world.PublishAsync("tweet-topic", "20260102-00000002");
        await world.PublishAsync("tweet-topic", "20260102-00000002");

        var history = await world.Storage.Releases.ListAsync("tweet-topic", CancellationToken.None).ToListAsync();
        var listed = await world.Get<ListModels>().RunAsync(CancellationToken.None).ToListAsync();

        Assert.Equal([(1, "first version"), (2, "test")], history.Select(r => (r.Sequence, r.Reason)));
        Assert.Equal("20260102-00000002", Assert.Single(listed, m => m.Aliases.Contains("champion")).Version);
        Assert.Equal(2, listed.Count);
    }

    [Fact]
    public async Task The_same_model_with_another_card_is_there_already()
    {
        using var world = new PipelineWorld();
        var first = TestModels.Package("tweet-topic", "20260101-00000001", TestModels.Schema("words"));
        var again = first with
        {
            Manifest = first.Manifest with
            {
                Created = DateTimeOffset.UnixEpoch.AddDays(1),
                Metrics = new Dictionary<string, MetricEstimate> { ["accuracy"] = new(0.5, 0.4, 0.6) },
                Files = new Dictionary<string, ContentHash>(first.Manifest.Files) { [ModelPackage.CardFile] = ContentHash.Compute("another card"u8) },
                Digest = ContentHash.Compute("another manifest"u8),
            },
        };
        var publish = world.Get<PublishModel>();

        await publish.RunAsync(first, "test", CancellationToken.None);
        var release = await publish.RunAsync(again, "test", CancellationToken.None);

        Assert.Equal((1, first.Manifest.Digest), (release.Sequence, release.ManifestDigest));
        Assert.Single(await world.Storage.Releases.ListAsync("tweet-topic", CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_model_that_reads_otherwise_under_the_same_version_is_refused_with_a_way_out()
    {
        using var world = new PipelineWorld();
        var first = TestModels.Package("tweet-topic", "20260101-00000001", TestModels.Schema("words"));
        var other = first with
        {
            Manifest = first.Manifest with { Calibration = new ModelCalibration("temperature", 2, 0.5), Digest = ContentHash.Compute("another manifest"u8) },
        };
        var publish = world.Get<PublishModel>();

        await publish.RunAsync(first, "test", CancellationToken.None);
        var fault = await Assert.ThrowsAsync<AffectException>(() => publish.RunAsync(other, "test", CancellationToken.None));

        Assert.Equal(ErrorCodes.Conflict, fault.Code);
        Assert.Contains("SOURCE_DATE_EPOCH", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rolling_back_is_one_more_entry()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic", "20260101-00000001");
        await world.PublishAsync("tweet-topic", "20260102-00000002");

        var release = await world.Get<RollBack>().RunAsync("tweet-topic", null, CancellationToken.None);

        Assert.Equal((3, "20260101-00000001"), (release.Sequence, release.Version));
        Assert.Equal("20260101-00000001", (await world.Get<ModelDirectory>().ChampionsAsync(CancellationToken.None))[0].Version);
    }

    [Theory]
    [InlineData("unknown", null)]
    [InlineData("tweet-topic", null)]
    [InlineData("tweet-topic", "19700101-00000000")]
    public async Task Nothing_to_go_back_to_is_said_so(string model, string? version)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var fault = await Assert.ThrowsAsync<AffectException>(() => world.Get<RollBack>().RunAsync(model, version, CancellationToken.None));
        Assert.Equal(ErrorCodes.UnknownModel, fault.Code);
    }

    [Fact]
    public async Task Publishers_at_once_leave_a_history_without_gaps()
    {
        using var world = new PipelineWorld();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => world.PublishAsync("tweet-topic", $"2026010{i}-0000000{i}"))));
        var history = await world.Storage.Releases.ListAsync("tweet-topic", CancellationToken.None).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 8), history.Select(r => r.Sequence));
    }

    [Fact]
    public async Task A_model_that_another_process_has_just_published_is_found_at_once()
    {
        using var world = new PipelineWorld(o => o.ChampionsFor = TimeSpan.FromMinutes(5));
        await world.PublishAsync("tweet-topic");
        var directory = world.Get<ModelDirectory>();
        await directory.ChampionsAsync(CancellationToken.None);
        await world.Storage.Releases.TryCommitAsync(new(1, "tweet-mood", "20260102-00000002", default, world.Clock.GetUtcNow(), "elsewhere"), CancellationToken.None);

        Assert.Equal("20260102-00000002", (await directory.FindAsync(new("tweet-mood", null), CancellationToken.None)).Version);
        var fault = await Assert.ThrowsAsync<AffectException>(async () => await directory.FindAsync(new("no-model", null), CancellationToken.None));
        Assert.Equal(ErrorCodes.UnknownModel, fault.Code);
    }

    [Fact]
    public async Task A_release_is_seen_by_other_processes_within_the_time_that_champions_are_kept()
    {
        using var world = new PipelineWorld(o => o.ChampionsFor = TimeSpan.FromSeconds(5));
        await world.PublishAsync("tweet-topic", "20260101-00000001");
        var directory = world.Get<ModelDirectory>();
        await directory.ChampionsAsync(CancellationToken.None);
        await world.Storage.Releases.TryCommitAsync(new(2, "tweet-topic", "20260102-00000002", default, world.Clock.GetUtcNow(), "elsewhere"), CancellationToken.None);

        Assert.Equal("20260101-00000001", (await directory.ChampionsAsync(CancellationToken.None))[0].Version);
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("20260102-00000002", (await directory.ChampionsAsync(CancellationToken.None))[0].Version);
    }
}
