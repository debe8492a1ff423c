using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;

namespace ServerlessAffect.Pipeline.Models;

/// <summary>Makes an earlier version the champion again, by one more entry of the history.</summary>
public sealed partial class RollBack(IReleaseHistory history, ModelDirectory directory, TimeProvider clock, ILogger<RollBack> logger)
{
    /// <param name="model">The model's name.</param>
    /// <param name="version">A version that was live once; null: the one that was live just before the champion.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>: nothing to go back to;
    /// <see cref="ErrorCodes.Conflict"/>: somebody released at the same moment.</exception>
    public async Task<ModelRelease> RunAsync(string model, string? version, CancellationToken cancellationToken)
    {
        using var operation = Operation.Start("RollBack", clock);
        var releases = new List<ModelRelease>();
        await foreach (var entry in history.ListAsync(model, cancellationToken).ConfigureAwait(false))
        {
            releases.Add(entry);
        }

        if (releases.Count == 0)
        {
            throw new AffectException(ErrorCodes.UnknownModel, $"No model called '{Core.Printable.Shorten(model, 64)}' was ever published.");
        }

        var champion = releases[^1];
        var target = releases.FindLast(r => version is null
            ? !string.Equals(r.Version, champion.Version, StringComparison.Ordinal)
            : string.Equals(r.Version, version, StringComparison.Ordinal))
            ?? throw new AffectException(ErrorCodes.UnknownModel, version is null
                ? $"'{model}' has had no version but {champion.Version}; there is nothing to go back to."
                : $"'{model}' never had version '{Core.Printable.Shorten(version, 64)}' live.");
        if (string.Equals(target.Version, champion.Version, StringComparison.Ordinal))
        {
            return champion;
        }

        var release = target with { Sequence = champion.Sequence + 1, At = clock.GetUtcNow(), Reason = $"rolled back from {champion.Version}" };
        if (!await history.TryCommitAsync(release, cancellationToken).ConfigureAwait(false))
        {
            throw new AffectException(ErrorCodes.Conflict, $"Somebody released '{model}' at the same moment; look at its history and decide again.");
        }

        directory.Forget();
        LogRolledBack(logger, model, champion.Version, release.Version);
        return release;
    }

    [LoggerMessage(1302, LogLevel.Warning, "Model {Model} went back from {From} to {To}.")]
    private static partial void LogRolledBack(ILogger logger, string model, string from, string to);
}
