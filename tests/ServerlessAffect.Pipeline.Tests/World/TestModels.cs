using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>Manifests of models that need no weights.</summary>
internal static class TestModels
{
    public static FeatureSchema Schema(string name) => new()
    {
        Name = name,
        Version = 1,
        Modality = Modality.Text,
        Parameters = new JsonObject { ["kind"] = "length" },
        Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", 1)],
    };

    public static ModelPackage Package(string name, string version, FeatureSchema schema)
    {
        var onnx = Encoding.UTF8.GetBytes($"{name} {version}");
        var manifest = new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Name = name,
            Version = version,
            Modality = Modality.Text,
            Classes = ["even", "odd"],
            SchemaHash = schema.Hash,
            Calibration = new ModelCalibration("none", 1, 0.5),
            Metrics = new Dictionary<string, MetricEstimate> { ["accuracy"] = new(1, 1, 1) },
            Protocol = "none",
            Recipe = "none",
            RecipeHash = default,
            Snapshot = default,
            Seed = 1,
            CodeVersion = "test",
            Created = DateTimeOffset.UnixEpoch,
            Terms = "any",
            Notice = "A test says so.",
            Files = new Dictionary<string, ContentHash> { [ModelPackage.ModelFile] = ContentHash.Compute(onnx) },
            Digest = ContentHash.Compute(Encoding.UTF8.GetBytes($"manifest of {name} {version}")),
        };
        return new ModelPackage(manifest, schema, new Dictionary<string, ReadOnlyMemory<byte>> { [ModelPackage.ModelFile] = onnx });
    }
}
