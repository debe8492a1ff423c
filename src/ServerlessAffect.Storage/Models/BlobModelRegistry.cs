using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Models;

/// <summary>Packages under <c>models/versions/{name}/{version}/</c>. The manifest is written last and is the commit: what has none is no version. Nothing is ever overwritten.</summary>
internal sealed class BlobModelRegistry(BlobServiceClient service, IReleaseHistory releases, ILogger<BlobModelRegistry> logger) : IModelRegistry
{
    private readonly BlobContainer _models = new(service, StorageNames.Models);

    public async Task<bool> TryAddAsync(ModelPackage package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manifest = package.Manifest;
        var folder = BlobNames.Version(manifest.Name, manifest.Version);
        if (await IsThereAsync(folder, manifest, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var name in manifest.Files.Keys)
        {
            await AddFileAsync(folder + name, package.Files[name], manifest, cancellationToken).ConfigureAwait(false);
        }

        var content = new BinaryData(package.Files[ModelPackage.ManifestFile]);
        var eTag = await _models.TryCreateAsync(folder + ModelPackage.ManifestFile, content, JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false);
        return eTag is not null || !await IsThereAsync(folder, manifest, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ModelPackage> OpenAsync(string name, string version, CancellationToken cancellationToken)
    {
        var folder = BlobNames.Version(name, version);
        var bytes = await ReadFileAsync(folder + ModelPackage.ManifestFile, PackageLimits.ManifestBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new AffectException(ErrorCodes.UnknownModel, $"There is no version '{version}' of a model '{name}'; 'affect models list' shows what there is.");
        var expected = await ReleasedDigestAsync(name, version, cancellationToken).ConfigureAwait(false);
        var manifest = ManifestFile.Read(bytes, expected);
        if (manifest.Name != name || manifest.Version != version)
        {
            throw new AffectException(
                ErrorCodes.TamperedModel, $"Under the name of {name}@{version} lies the model {Printable.Shorten($"{manifest.Name}@{manifest.Version}", 160)}; publish it again.");
        }

        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var budget = PackageLimits.TotalBytes;
        foreach (var file in manifest.Files.Keys)
        {
            // One that is missing is the verifier's to name.
            if (await ReadFileAsync(folder + file, Math.Min(budget, PackageLimits.FileBytes), cancellationToken).ConfigureAwait(false) is { } content)
            {
                files[file] = content;
                budget -= content.Length;
            }
        }

        return ModelPackageVerifier.Verify(bytes, files, expected);
    }

    public async IAsyncEnumerable<ModelManifest> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var manifests = new List<ModelManifest>();
        await foreach (var manifest in OrderedReads.ReadAsync(ManifestsAsync(cancellationToken), ReadManifestAsync, cancellationToken).ConfigureAwait(false))
        {
            if (manifest is not null)
            {
                manifests.Add(manifest);
            }
        }

        foreach (var manifest in manifests.OrderBy(m => m.Name, StringComparer.Ordinal).ThenByDescending(m => m.Created).ThenByDescending(m => m.Version, StringComparer.Ordinal))
        {
            yield return manifest;
        }
    }

    private async IAsyncEnumerable<BlobEntry> ManifestsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in _models.ListAsync(BlobNames.Versions, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Name.EndsWith("/" + ModelPackage.ManifestFile, StringComparison.Ordinal))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Null for one that is damaged or lies under another's name: it is left out of the listing, and opening it says why.</summary>
    private async Task<ModelManifest?> ReadManifestAsync(BlobEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadFileAsync(entry.Name, PackageLimits.ManifestBytes, cancellationToken).ConfigureAwait(false) is not { } bytes)
            {
                return null;
            }

            var manifest = ManifestFile.Read(bytes);
            return entry.Name == BlobNames.Version(manifest.Name, manifest.Version) + ModelPackage.ManifestFile ? manifest : throw JsonDocuments.Damaged(_models.Name, entry.Name);
        }
        catch (AffectException e) when (e.Code is ErrorCodes.DamagedModel or ErrorCodes.TamperedModel or ErrorCodes.DamagedDocument)
        {
            logger.SkipDamaged(_models.Name, entry.Name, e);
            return null;
        }
    }

    /// <summary>Creates the file, or finds the same bytes there: of an addition that was cut off, or of another's that is under way.</summary>
    private async Task AddFileAsync(string blob, ReadOnlyMemory<byte> content, ModelManifest manifest, CancellationToken cancellationToken)
    {
        if (await _models.TryCreateAsync(blob, new BinaryData(content), new BlobUploadOptions(), cancellationToken).ConfigureAwait(false) is null
            && !(await ReadFileAsync(blob, PackageLimits.FileBytes, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(content.Span))
        {
            throw new AffectException(
                ErrorCodes.Conflict, $"A file of another package stands under {manifest.Name}@{manifest.Version}, which was never finished; remove '{_models.Name}/{blob}' and publish again.");
        }
    }

    /// <summary>Whether the very version is there.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/>: another one is, under the same name.</exception>
    private async Task<bool> IsThereAsync(string folder, ModelManifest manifest, CancellationToken cancellationToken)
    {
        var bytes = await ReadFileAsync(folder + ModelPackage.ManifestFile, PackageLimits.ManifestBytes, cancellationToken).ConfigureAwait(false);
        return bytes is not null && (ManifestFile.Read(bytes).Digest == manifest.Digest ? true
            : throw new AffectException(ErrorCodes.Conflict, $"Version {manifest.Version} of '{manifest.Name}' is there with other content; versions never change."));
    }

    private async Task<byte[]?> ReadFileAsync(string blob, int maxBytes, CancellationToken cancellationToken) =>
        (await _models.ReadAsync(blob, maxBytes, ErrorCodes.DamagedModel, cancellationToken).ConfigureAwait(false))?.Bytes;

    /// <summary>Null where the version was never released.</summary>
    private async Task<ContentHash?> ReleasedDigestAsync(string name, string version, CancellationToken cancellationToken)
    {
        ContentHash? digest = null;
        await foreach (var release in releases.ListAsync(name, cancellationToken).ConfigureAwait(false))
        {
            digest = release.Version == version ? release.ManifestDigest : digest;
        }

        return digest;
    }
}
