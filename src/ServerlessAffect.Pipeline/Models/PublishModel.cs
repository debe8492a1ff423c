using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;

namespace ServerlessAffect.Pipeline.Models;

/// <summary>Adds a version to the registry and makes it the champion. May be repeated: a version that is live already changes nothing.</summary>
public sealed partial class PublishModel(
    IModelRegistry registry,
    IReleaseHistory history,
    ModelDirectory directory,
    TimeProvider clock,
    ILogger<PublishModel> logger)
{
    private const int MaxTries = 20;

    /// <param name="package">Read and checked by whoever hands it in.</param>
    /// <param name="reason">For people; the first version of a model is always <c>first version</c>.</param>
    /// <returns>The release that made the version champion.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/>: other releases were always faster; or the version is there and reads otherwise.</exception>
    public async Task<ModelRelease> RunAsync(ModelPackage package, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manifest = package.Manifest;
        using var operation = Operation.Start("PublishModel", clock);
        manifest = await AddAsync(package, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var champion = await history.GetChampionAsync(manifest.Name, cancellationToken).ConfigureAwait(false);
            if (champion is not null && string.Equals(champion.Version, manifest.Version, StringComparison.Ordinal))
            {
                return champion;
            }

            var release = new ModelRelease(
                (champion?.Sequence ?? 0) + 1, manifest.Name, manifest.Version, manifest.Digest, clock.GetUtcNow(), champion is null ? "first version" : reason)
            {
                Modality = manifest.Modality,
                Standardise = manifest.Standardise,
            };
            if (await history.TryCommitAsync(release, cancellationToken).ConfigureAwait(false))
            {
                directory.Forget();
                LogReleased(logger, release.Model, release.Version, release.Sequence);
                return release;
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"Other releases of '{manifest.Name}' were faster {MaxTries} times; try again.", isTransient: true);
    }

    /// <returns>The manifest that is there under the version: the package's own, or that of the same model with another card, other figures or another date.</returns>
    private async Task<ModelManifest> AddAsync(ModelPackage package, CancellationToken cancellationToken)
    {
        var manifest = package.Manifest;
        try
        {
            await registry.TryAddAsync(package, cancellationToken).ConfigureAwait(false);
            return manifest;
        }
        catch (AffectException conflict) when (conflict is { Code: ErrorCodes.Conflict, IsTransient: false })
        {
            var there = await registry.OpenAsync(manifest.Name, manifest.Version, cancellationToken).ConfigureAwait(false);
            return SameModel.Is(there.Manifest, manifest)
                ? there.Manifest
                : throw new AffectException(
                    ErrorCodes.Conflict,
                    $"Version {manifest.Version} of '{manifest.Name}' is there and reads otherwise; versions never change. A version is called by its date and its weights: train again with another date in SOURCE_DATE_EPOCH, and publish that.");
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "Model {Model} {Version} is champion by release {Sequence}.")]
    private static partial void LogReleased(ILogger logger, string model, string version, int sequence);
}
