using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Inference.Packages;

/// <summary>A model package as a folder: <c>manifest.json</c> and the files that it names, nothing below. Other files in the folder are not looked at.</summary>
public static class ModelFolder
{
    /// <summary>Whether the folder holds a manifest, so that <see cref="ReadAsync"/> is worth calling.</summary>
    public static bool IsModel(string folder) => File.Exists(Path.Combine(folder, ModelPackage.ManifestFile));

    /// <summary>Reads a folder and checks every digest.</summary>
    /// <param name="expectedManifestDigest">What a release recorded; null where the folder does not come from one.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>: no manifest there; <see cref="ErrorCodes.TamperedModel"/>,
    /// <see cref="ErrorCodes.DamagedModel"/>, <see cref="ErrorCodes.SchemaMismatch"/>; <see cref="ErrorCodes.PermissionDenied"/>.</exception>
    public static async Task<ModelPackage> ReadAsync(string folder, ContentHash? expectedManifestDigest, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!IsModel(folder))
        {
            throw new AffectException(
                ErrorCodes.UnknownModel,
                $"There is no {ModelPackage.ManifestFile} in '{Printable.Shorten(folder, 200)}'; name a folder that 'affect train --out' wrote.");
        }

        try
        {
            var budget = PackageLimits.TotalBytes;
            var manifest = await ReadFileAsync(folder, ModelPackage.ManifestFile, PackageLimits.ManifestBytes, cancellationToken).ConfigureAwait(false);
            var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
            foreach (var name in ManifestFile.Read(manifest, expectedManifestDigest).Files.Keys)
            {
                files[name] = await ReadFileAsync(folder, name, Math.Min(budget, PackageLimits.FileBytes), cancellationToken).ConfigureAwait(false);
                budget -= files[name].Length;
            }

            return ModelPackageVerifier.Verify(manifest, files, expectedManifestDigest);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new AffectException(ErrorCodes.PermissionDenied, "The model's folder may not be read by this user; change its permissions.", exception);
        }
    }

    /// <summary>Writes every file of the package; the manifest last, so that a folder with a manifest is whole. Existing files of the same names are replaced.</summary>
    public static async Task WriteAsync(ModelPackage package, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var manifest = Path.Combine(folder, ModelPackage.ManifestFile);
        File.Delete(manifest);
        foreach (var name in package.Manifest.Files.Keys)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), package.Files[name], cancellationToken).ConfigureAwait(false);
        }

        await File.WriteAllBytesAsync(manifest, package.Files[ModelPackage.ManifestFile], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadFileAsync(string folder, string name, int limit, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
            if (stream.Length > limit)
            {
                throw ModelFaults.Damaged($"the file {ModelFaults.Shown(name)} has {stream.Length} bytes, at most {limit} are read");
            }

            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            return content;
        }
        catch (FileNotFoundException exception)
        {
            throw ModelFaults.Damaged($"the file {ModelFaults.Shown(name)} is missing", exception);
        }
        catch (EndOfStreamException exception)
        {
            throw ModelFaults.Damaged($"the file {ModelFaults.Shown(name)} shrank while it was read", exception);
        }
    }
}
