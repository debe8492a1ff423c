using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Conformance;

/// <summary>Packages whose digests are right. The model's bytes are no ONNX: a registry does not look into them.</summary>
public static class SamplePackages
{
    public static ModelPackage Create(string name = "mood", string model = "weights", string card = "# Mood", DateTimeOffset? created = null)
    {
        var draft = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Name = name,
            Version = "20260304-00000000",
            Modality = Modality.Text,
            Classes = ["sad", "glad"],
            SchemaHash = default,
            Calibration = new ModelCalibration("temperature", 1.25, 0.5),
            Metrics = new Dictionary<string, MetricEstimate> { ["accuracy"] = new(0.9, 0.85, 0.95) },
            Protocol = "Ten texts of our own.",
            Recipe = "mood",
            RecipeHash = Samples.Hash("recipe"),
            Snapshot = Samples.Hash("snapshot"),
            Seed = 1,
            CodeVersion = "0.1.0",
            Created = created ?? Samples.Noon,
            Terms = "MIT",
            Notice = "A machine wrote this.",
            Files = new Dictionary<string, ContentHash>(),
            Digest = default,
        };
        return ModelPackageWriter.Create(draft, Samples.Schema(), new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [ModelPackage.ModelFile] = Samples.Bytes(model),
            [ModelPackage.CardFile] = Samples.Bytes(card),
        });
    }
}
