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

/// <summary>Packages under <c>models/versions/{name}/{version}/</c>. The manifest is written last and is the commit: what has none is no version,
/// and what an addition that was cut off left there is replaced. Nothing of a version is ever overwritten, except where storage does not hold its bytes any more:
/// adding it again puts them back.</summary>
internal sealed class BlobModelRegistry(BlobServiceClient service, IReleaseHistory releases, ILogger<BlobModelRegistry> logger) : IModelRegistry
{
    /// <summary>Rounds against others who write the same file: more than publish at once.</summary>
    private const int MaxRounds = 64;

    private readonly BlobContainer _models = new(service, StorageNames.Models);

    public async Task<bool> TryAddAsync(ModelPackage package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manifest = package.Manifest;
        var folder = BlobNames.Version(manifest.Name, manifest.Version);
        if (await IsThereAsync(folder, manifest, cancellationToken).ConfigureAwait(false))
        {
            await RepairAsync(folder, package, cancellationToken).ConfigureAwait(false);
            return false;
        }

        var eTags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in manifest.Files.Keys)
        {
            eTags[name] = await AddFileAsync(folder, name, package.Files[name], manifest, cancellationToken).ConfigureAwait(false);
        }

        var content = new BinaryData(package.Files[ModelPackage.ManifestFile]);
        if (await _models.TryCreateAsync(folder + ModelPackage.ManifestFile, content, JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false) is null)
        {
            return !await IsThereAsync(folder, manifest, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (name, eTag) in eTags)
        {
            await SettleAsync(folder + name, package.Files[name], eTag, cancellationToken).ConfigureAwait(false);
        }

        return true;
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

    /// <summary>Creates the file, or finds the same bytes there: of an addition that was cut off, or of another's that is under way. Other bytes belong to no version and are replaced.</summary>
    /// <returns>The file's ETag.</returns>
    private async Task<string> AddFileAsync(string folder, string name, ReadOnlyMemory<byte> content, ModelManifest manifest, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var there = await _models.ReadAsync(folder + name, PackageLimits.FileBytes, ErrorCodes.DamagedModel, cancellationToken).ConfigureAwait(false);
            if (there is not null && (there.Bytes.AsSpan().SequenceEqual(content.Span) || await IsThereAsync(folder, manifest, cancellationToken).ConfigureAwait(false)))
            {
                return there.ETag;
            }

            var eTag = there is null
                ? await _models.TryCreateAsync(folder + name, new BinaryData(content), new BlobUploadOptions(), cancellationToken).ConfigureAwait(false)
                : await _models.TryReplaceAsync(folder + name, new BinaryData(content), new BlobUploadOptions(), there.ETag, cancellationToken).ConfigureAwait(false);
            if (eTag is not null)
            {
                return eTag;
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"Others are publishing {manifest.Name}@{manifest.Version} with other content; try again when they are done.", isTransient: true);
    }

    /// <summary>Makes a file of a version that has just been committed its own: whoever read it before the commit, to replace it, comes too late from now on,
    /// and what they replaced already is put back.</summary>
    private async Task SettleAsync(string blob, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellationToken)
    {
        if (!await _models.TryMarkAsync(blob, [], eTag, cancellationToken).ConfigureAwait(false))
        {
            await _models.PutAsync(blob, new BinaryData(content), new BlobUploadOptions(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the very version is there.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/>: another one is, under the same name.</exception>
    private async Task<bool> IsThereAsync(string folder, ModelManifest manifest, CancellationToken cancellationToken)
    {
        var bytes = await ReadFileAsync(folder + ModelPackage.ManifestFile, PackageLimits.ManifestBytes, cancellationToken).ConfigureAwait(false);
        if (bytes is null)
        {
            return false;
        }

        // What was released under that name is what the release recorded, whatever lies there now.
        var known = await ReleasedDigestAsync(manifest.Name, manifest.Version, cancellationToken).ConfigureAwait(false) ?? ManifestFile.Read(bytes).Digest;
        return known == manifest.Digest ? true
            : throw new AffectException(ErrorCodes.Conflict, $"Version {manifest.Version} of '{manifest.Name}' is there with other content; versions never change.");
    }

    /// <summary>Puts back every file of the version that is not as its manifest says, the manifest last.</summary>
    private async Task RepairAsync(string folder, ModelPackage package, CancellationToken cancellationToken)
    {
        foreach (var name in package.Manifest.Files.Keys.Append(ModelPackage.ManifestFile))
        {
            var content = package.Files[name];
            if (!await HoldsAsync(folder + name, content, cancellationToken).ConfigureAwait(false))
            {
                var options = name == ModelPackage.ManifestFile ? JsonDocuments.JsonType : new BlobUploadOptions();
                await _models.PutAsync(folder + name, new BinaryData(content), options, cancellationToken).ConfigureAwait(false);
                logger.PutBack(_models.Name, folder + name);
            }
        }
    }

    private async Task<bool> HoldsAsync(string blob, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        await _models.PropertiesAsync(blob, cancellationToken).ConfigureAwait(false) is { } there
        && there.ContentLength == content.Length
        && await ReadFileAsync(blob, PackageLimits.FileBytes, cancellationToken).ConfigureAwait(false) is { } bytes
        && bytes.AsSpan().SequenceEqual(content.Span);

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
