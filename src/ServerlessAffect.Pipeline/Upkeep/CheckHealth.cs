using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>Whether this process can do its work: the storage answers and every champion is loaded, or loads now.</summary>
public sealed partial class CheckHealth(IReleaseHistory history, ModelLoading loading, TimeProvider clock, ILogger<CheckHealth> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Health> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Patience, clock, cancellationToken);
        var champions = new List<ModelRelease>();
        try
        {
            await foreach (var release in history.ListChampionsAsync(deadline.Token).ConfigureAwait(false))
            {
                champions.Add(release);
            }
        }
        catch (Exception exception) when (exception is AffectException || deadline.Passed)
        {
            LogUnreachable(logger, FaultText.Describe(exception));
            return new Health(false, exception is AffectException known ? known.Code : ErrorCodes.TimedOut, []);
        }

        var models = new List<ModelHealth>(champions.Count);
        foreach (var release in champions)
        {
            models.Add(new ModelHealth(release.Model, release.Version, await FaultAsync(release, deadline).ConfigureAwait(false)));
        }

        return new Health(models.TrueForAll(m => m.Fault is null), null, models);
    }

    private async Task<string?> FaultAsync(ModelRelease release, Deadline deadline)
    {
        try
        {
            await loading.LoadAsync(release, deadline.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is AffectException || deadline.Passed)
        {
            LogNotLoaded(logger, release.Model, release.Version, FaultText.Describe(exception));
            return exception is AffectException known ? known.Code : ErrorCodes.TimedOut;
        }
    }

    [LoggerMessage(1404, LogLevel.Error, "The storage does not answer: {Fault}")]
    private static partial void LogUnreachable(ILogger logger, string fault);

    [LoggerMessage(1405, LogLevel.Error, "Champion {Model} {Version} cannot be loaded: {Fault}")]
    private static partial void LogNotLoaded(ILogger logger, string model, string version, string fault);
}
