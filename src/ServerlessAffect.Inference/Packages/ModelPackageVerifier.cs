using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Inference.Packages;

/// <summary>Turns the bytes of a package into a <see cref="ModelPackage"/> after checking every one of them; the only way to one from outside.</summary>
public static class ModelPackageVerifier
{
    /// <param name="manifest">The bytes of <c>manifest.json</c>.</param>
    /// <param name="files">The bytes of every file that the manifest names, by name.</param>
    /// <param name="expectedManifestDigest">What the release recorded; null where the package does not come from a release.</param>
    /// <returns>A package whose files are those given and the manifest's.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TamperedModel"/>: a byte differs from what was published;
    /// <see cref="ErrorCodes.DamagedModel"/>: something is missing or unreadable.</exception>
    public static ModelPackage Verify(
        ReadOnlyMemory<byte> manifest,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        ContentHash? expectedManifestDigest = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var checkedManifest = ManifestFile.Read(manifest.Span, expectedManifestDigest);
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [ModelPackage.ManifestFile] = manifest };
        foreach (var (name, digest) in checkedManifest.Files)
        {
            if (!files.TryGetValue(name, out var content))
            {
                throw ModelFaults.Damaged($"the file {ModelFaults.Shown(name)} is missing");
            }

            if (ContentHash.Compute(content.Span) != digest)
            {
                throw ModelFaults.Tampered($"the file {ModelFaults.Shown(name)} does not have the digest that the manifest states");
            }

            contents.Add(name, content);
        }

        if (files.Keys.FirstOrDefault(name => !contents.ContainsKey(name)) is { } stranger)
        {
            throw ModelFaults.Tampered($"the manifest does not name the file {ModelFaults.Shown(stranger)}");
        }

        var schema = SchemaFile.Read(contents[ModelPackage.SchemaFile].Span);
        return schema.Hash == checkedManifest.SchemaHash
            ? new ModelPackage(checkedManifest, schema, contents)
            : throw new AffectException(
                ErrorCodes.SchemaMismatch,
                $"The model {checkedManifest.Name}@{checkedManifest.Version} expects features of schema {checkedManifest.SchemaHash.Short} and carries schema {schema.Hash.Short}; train and publish it again.");
    }
}
