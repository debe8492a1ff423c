using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IReleaseHistory))]
public abstract class ReleaseHistoryConformance : ConformanceSuite
{
    private IReleaseHistory Releases => Port<IReleaseHistory>();

    [Fact]
    public async Task A_model_that_was_never_released_has_no_champion()
    {
        Assert.Null(await Releases.GetChampionAsync("mood", Never));
        Assert.Empty(await AllAsync(Releases.ListAsync("mood", Never)));
        Assert.Empty(await AllAsync(Releases.ListChampionsAsync(Never)));
    }

    [Fact]
    public async Task The_newest_release_is_the_champion_and_the_history_stays()
    {
        for (var i = 1; i <= 12; i++)
        {
            Assert.True(await Releases.TryCommitAsync(Release(i, version: $"v{i}"), Never));
            Assert.Equal(Release(i, version: $"v{i}"), await Releases.GetChampionAsync("mood", Never));
        }

        Assert.True(await Releases.TryCommitAsync(Release(13, version: "v3", reason: "rolled back"), Never));
        Assert.Equal("v3", (await Releases.GetChampionAsync("mood", Never))!.Version);
        Assert.Equal(Enumerable.Range(1, 13), (await AllAsync(Releases.ListAsync("mood", Never))).Select(r => r.Sequence));
    }

    [Fact]
    public async Task What_a_model_reads_comes_back()
    {
        await Releases.TryCommitAsync(Release(1) with { Modality = Modality.Audio }, Never);
        var champion = (await Releases.GetChampionAsync("mood", Never))!;
        Assert.Equal(Modality.Audio, champion.Modality);
        Assert.True(champion.Reads(Modality.Video));
        Assert.False(champion.Reads(Modality.Text));
    }

    [Fact]
    public async Task One_of_many_releases_of_the_same_number_is_committed()
    {
        await Releases.TryCommitAsync(Release(1), Never);
        var wins = await RaceAsync(i => Releases.TryCommitAsync(Release(2, version: $"v{i}"), Never));
        Assert.Equal(1, wins.Count(w => w));
        Assert.Equal($"v{Array.IndexOf(wins, true)}", (await Releases.GetChampionAsync("mood", Never))!.Version);
        Assert.Equal(2, (await AllAsync(Releases.ListAsync("mood", Never))).Count);
    }

    [Fact]
    public async Task A_release_that_would_leave_a_gap_is_refused()
    {
        await Releases.TryCommitAsync(Release(1), Never);
        var error = await Assert.ThrowsAsync<AffectException>(() => Releases.TryCommitAsync(Release(3), Never));
        Assert.Equal(ErrorCodes.Conflict, error.Code);
        Assert.Equal(1, (await Releases.GetChampionAsync("mood", Never))!.Sequence);
    }

    [Fact]
    public async Task Champions_are_listed_by_name()
    {
        foreach (var model in new[] { "mood-x", "mood", "anger" })
        {
            await Releases.TryCommitAsync(Release(1, model), Never);
            await Releases.TryCommitAsync(Release(2, model), Never);
        }

        Assert.Equal([("anger", 2), ("mood", 2), ("mood-x", 2)], (await AllAsync(Releases.ListChampionsAsync(Never))).Select(r => (r.Model, r.Sequence)));
    }

    private static ModelRelease Release(int sequence, string model = "mood", string version = "20260304-0123abcd", string reason = "won by 0.02") =>
        new(sequence, model, version, Samples.Hash(version), Samples.Noon, reason);
}
