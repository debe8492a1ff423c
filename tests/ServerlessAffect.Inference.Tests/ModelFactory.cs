using System.Text.Json.Nodes;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Tests;

/// <summary>Small models with invented weights.</summary>
internal static class ModelFactory
{
    public static LinearModel Linear(int seed, int features, int classes, double temperature = 1.3)
    {
        var random = new Random(seed);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 4)];
        return new LinearModel(ClassNames(classes), features, Numbers(classes * features), Numbers(classes), temperature);
    }

    public static ModelManifest Draft(int classes, string name = "made-up") => new()
    {
        Format = ModelManifest.CurrentFormat,
        Name = name,
        Version = "",
        Modality = Modality.Text,
        Classes = ClassNames(classes),
        SchemaHash = default,
        Calibration = new ModelCalibration("temperature", 1.3, 0.4),
        Metrics = new Dictionary<string, MetricEstimate> { ["accuracy"] = new(0.5, 0.4, 0.6) },
        Protocol = "invented",
        Recipe = "made-up",
        RecipeHash = default,
        Snapshot = default,
        Seed = 7,
        CodeVersion = "0.1.0",
        Created = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Terms = "none",
        Notice = "An invented model.",
        Files = new Dictionary<string, ContentHash>(),
        Digest = default,
    };

    public static FeatureSchema Schema(int features) => new()
    {
        Name = "made-up-terms",
        Version = 1,
        Modality = Modality.Text,
        Parameters = new JsonObject { ["kind"] = "terms" },
        Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", features)],
    };

    public static ModelPackage Package(LinearModel model, string name = "made-up", WeightPrecision precision = WeightPrecision.Single)
    {
        var draft = Draft(model.Classes.Count, name);
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [ModelPackage.ModelFile] = SparseLinearExport.Export(model, name, precision),
            [ModelPackage.CardFile] = "# Made up"u8.ToArray(),
        };
        return ModelPackageWriter.Create(draft, Schema(model.Features), files);
    }

    /// <summary>A model of dense rows.</summary>
    public static ModelPackage DensePackage(LinearModel model, int? columns = null)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { [ModelPackage.ModelFile] = DenseLinearExport.Export(model, "made-up") };
        var schema = new FeatureSchema
        {
            Name = "made-up-functionals",
            Version = 1,
            Modality = Modality.Audio,
            Parameters = new JsonObject { ["kind"] = "functionals" },
            Axes = [new FeatureAxis("window", -1), new FeatureAxis("feature", columns ?? model.Features)],
        };
        return ModelPackageWriter.Create(Draft(model.Classes.Count) with { Modality = Modality.Audio }, schema, files);
    }

    private static string[] ClassNames(int classes) => [.. Enumerable.Range(0, classes).Select(c => $"class {c}")];
}
