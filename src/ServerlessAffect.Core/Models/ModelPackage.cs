using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Core.Models;

/// <summary>A whole model: its manifest, the schema of its features, and the bytes of every file: those that the manifest names and <c>manifest.json</c> itself,
/// so that a copy keeps the digest that a release recorded.</summary>
/// <remarks>Instances come from a reader that has checked every digest; nothing here checks again.</remarks>
public sealed record ModelPackage(
    ModelManifest Manifest,
    FeatureSchema Schema,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files)
{
    public const string ModelFile = "model.onnx";
    public const string ManifestFile = "manifest.json";
    public const string SchemaFile = "schema.json";
    public const string CardFile = "card.md";
    public const string MetricsFile = "metrics.json";
}
