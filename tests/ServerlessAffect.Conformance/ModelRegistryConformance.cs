using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IModelRegistry))]
public abstract class ModelRegistryConformance : ConformanceSuite
{
    private IModelRegistry Models => Port<IModelRegistry>();

    [Fact]
    public async Task A_version_that_was_never_added_is_unknown()
    {
        var error = await Assert.ThrowsAsync<AffectException>(() => Models.OpenAsync("mood", "20260304-0123abcd", Never));
        Assert.Equal(ErrorCodes.UnknownModel, error.Code);
        Assert.Empty(await AllAsync(Models.ListAsync(Never)));
    }

    [Fact]
    public async Task A_package_comes_back_byte_for_byte()
    {
        var package = SamplePackages.Create();
        Assert.True(await Models.TryAddAsync(package, Never));
        var found = await Models.OpenAsync("mood", package.Manifest.Version, Never);
        Assert.Equal(Samples.Json(package.Manifest), Samples.Json(found.Manifest));
        Assert.Equal(package.Schema.Hash, found.Schema.Hash);
        Assert.Equal(package.Files.Keys.Order(), found.Files.Keys.Order());
        Assert.All(package.Files, file => Assert.Equal(file.Value.ToArray(), found.Files[file.Key].ToArray()));
    }

    [Fact]
    public async Task A_version_is_added_once()
    {
        var wins = await RaceAsync(_ => Models.TryAddAsync(SamplePackages.Create(), Never));
        Assert.Equal(1, wins.Count(w => w));
        Assert.False(await Models.TryAddAsync(SamplePackages.Create(), Never));
        Assert.Single(await AllAsync(Models.ListAsync(Never)));
    }

    [Fact]
    public async Task A_version_never_changes()
    {
        var package = SamplePackages.Create(card: "# First");
        await Models.TryAddAsync(package, Never);
        var error = await Assert.ThrowsAsync<AffectException>(() => Models.TryAddAsync(SamplePackages.Create(card: "# Second"), Never));
        Assert.Equal(ErrorCodes.Conflict, error.Code);
        Assert.Equal(package.Manifest.Digest, (await Models.OpenAsync("mood", package.Manifest.Version, Never)).Manifest.Digest);
    }

    [Fact]
    public async Task Of_different_packages_under_one_version_one_is_added_and_is_whole()
    {
        var packages = Enumerable.Range(0, Writers).Select(i => SamplePackages.Create(card: $"# Card {i}")).ToArray();
        var won = await RaceAsync(async i =>
        {
            try
            {
                return await Models.TryAddAsync(packages[i], Never);
            }
            catch (AffectException e) when (e.Code == ErrorCodes.Conflict)
            {
                return false;
            }
        });
        var winner = packages[Array.IndexOf(won, true)];
        Assert.Equal(1, won.Count(w => w));
        var found = await Models.OpenAsync("mood", winner.Manifest.Version, Never);
        Assert.Equal(winner.Files[ModelPackage.CardFile].ToArray(), found.Files[ModelPackage.CardFile].ToArray());
    }

    [Fact]
    public async Task A_manifest_that_is_not_the_released_one_is_refused()
    {
        var package = SamplePackages.Create();
        await Models.TryAddAsync(package, Never);
        await Port<IReleaseHistory>().TryCommitAsync(new ModelRelease(1, "mood", package.Manifest.Version, Samples.Hash("another manifest"), Samples.Noon, "first version"), Never);
        var error = await Assert.ThrowsAsync<AffectException>(() => Models.OpenAsync("mood", package.Manifest.Version, Never));
        Assert.Equal(ErrorCodes.TamperedModel, error.Code);
    }

    [Fact]
    public async Task Versions_are_listed_by_name_newest_first()
    {
        foreach (var (name, model, day) in new[] { ("mood", "a", 0), ("mood-x", "b", 1), ("mood", "c", 2), ("anger", "d", 1), ("mood", "e", 1) })
        {
            await Models.TryAddAsync(SamplePackages.Create(name, model, created: Samples.Noon.AddDays(day)), Never);
        }

        Assert.Equal([("anger", 1), ("mood", 2), ("mood", 1), ("mood", 0), ("mood-x", 1)], (await AllAsync(Models.ListAsync(Never))).Select(m => (m.Name, (m.Created - Samples.Noon).Days)));
    }
}
