using System.Collections.Concurrent;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Tests.World;

internal sealed class FakeScorers : ITextScorers
{
    public ConcurrentDictionary<(string Name, string Version), FakeScorer> Loaded { get; } = new();

    /// <summary>What loading the named model shall throw.</summary>
    public ConcurrentDictionary<string, Exception> Faults { get; } = new();

    /// <summary>Happens whenever a model is asked for.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public async ValueTask<RentedScorer> RentAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        await Meanwhile();
        return Faults.TryGetValue(release.Model, out var fault) ? throw fault : new RentedScorer(Loaded[(release.Model, release.Version)], null);
    }
}
