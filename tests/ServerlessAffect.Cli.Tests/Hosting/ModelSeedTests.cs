using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Cli.Tests.Hosting;

public sealed class ModelSeedTests : IDisposable
{
    private readonly TinyModels _models = new();
    private readonly InMemoryStorage _storage = new();
    private readonly ServiceProvider _services;
    private readonly ModelSeed _seed;

    public ModelSeedTests()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IModelRegistry>(_storage.Models)
            .AddSingleton<IReleaseHistory>(_storage.Releases)
            .AddPipeline()
            .BuildServiceProvider();
        _seed = new ModelSeed(_storage.Releases, _services.GetRequiredService<PublishModel>());
    }

    public void Dispose()
    {
        _services.Dispose();
        _models.Dispose();
    }

    [Fact]
    public async Task A_model_that_was_added_and_never_released_is_released_at_the_next_start()
    {
        // Where a start was killed between the two.
        await _storage.Models.TryAddAsync(_models.Mood, CancellationToken.None);

        var published = await _seed.RunAsync(new LocalModels(_models.Root), CancellationToken.None);

        Assert.Equal(["tiny-mood", "tiny-topic"], published.Select(r => r.Model));
        Assert.Empty(await _seed.RunAsync(new LocalModels(_models.Root), CancellationToken.None));
    }

    [Fact]
    public async Task What_was_released_after_the_programs_own_version_stays_live()
    {
        await _seed.RunAsync(new LocalModels(_models.Root), CancellationToken.None);
        using var others = new TinyModels();
        var other = others.Add("tiny-mood", ["glum", "jolly"], DateTimeOffset.UnixEpoch.AddDays(10_000));
        await _services.GetRequiredService<PublishModel>().RunAsync(other, "better", CancellationToken.None);

        Assert.Empty(await _seed.RunAsync(new LocalModels(_models.Root), CancellationToken.None));
        Assert.Equal(other.Manifest.Version, (await _storage.Releases.GetChampionAsync("tiny-mood", CancellationToken.None))!.Version);
    }
}
