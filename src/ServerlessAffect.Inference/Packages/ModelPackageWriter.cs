using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Inference.Packages;

/// <summary>Makes a package out of a trained model: fills in what follows from the bytes.</summary>
public static class ModelPackageWriter
{
    /// <param name="draft">Everything that only the trainer knows; its version, schema hash, files and digest are replaced.</param>
    /// <param name="schema">Written as <c>schema.json</c>.</param>
    /// <param name="files"><c>model.onnx</c> and whatever else belongs to the package: vocabulary, card, metrics.</param>
    /// <returns>The finished package, its <c>manifest.json</c> among its files.</returns>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: the draft breaks a rule of manifests, or there is no <c>model.onnx</c>.</exception>
    public static ModelPackage Create(ModelManifest draft, FeatureSchema schema, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(files);
        if (!files.TryGetValue(ModelPackage.ModelFile, out var model))
        {
            throw ModelFaults.Damaged($"there is no {ModelPackage.ModelFile}");
        }

        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(files, StringComparer.Ordinal) { [ModelPackage.SchemaFile] = SchemaFile.Write(schema) };
        var manifest = ManifestFile.Write(draft with
        {
            Version = ManifestRules.VersionOf(draft.Created, ContentHash.Compute(model.Span)),
            SchemaHash = schema.Hash,
            Files = contents.ToDictionary(f => f.Key, f => ContentHash.Compute(f.Value.Span)),
        });
        return ModelPackageVerifier.Verify(manifest, contents);
    }
}
