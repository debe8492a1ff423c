using System.Text.Json.Nodes;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Integration.Tests;

/// <summary>A made-up model of recordings over the real functionals: every step is the real one, and what it says means nothing.</summary>
internal static class TinySpeech
{
    public const string Name = "tiny-speech";

    public static ModelPackage Package()
    {
        var extractor = AudioExtractors.Create(Name + "-features", new JsonObject { ["kind"] = AudioExtractors.Names[0] });
        var weights = new double[2 * extractor.Columns];
        (weights[0], weights[extractor.Columns]) = (0.01, -0.01);
        var linear = new LinearModel(["this", "that"], extractor.Columns, weights, [0.5, -0.5]);
        return ModelPackageWriter.Create(Draft(linear.Classes), extractor.Schema, new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [ModelPackage.ModelFile] = DenseLinearExport.Export(linear, Name),
            [ModelPackage.CardFile] = "# Tiny"u8.ToArray(),
        });
    }

    private static ModelManifest Draft(IReadOnlyList<string> classes) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Name = Name,
        Version = "",
        Modality = Modality.Audio,
        Classes = classes,
        SchemaHash = default,
        Calibration = new ModelCalibration("temperature", 1, 0.5),
        Metrics = new Dictionary<string, MetricEstimate> { ["uar"] = new(0.5, 0.4, 0.6) },
        Protocol = "invented",
        Recipe = Name,
        RecipeHash = default,
        Snapshot = default,
        Seed = 7,
        CodeVersion = "0.1.0",
        Created = DateTimeOffset.UnixEpoch.AddDays(20_000),
        Terms = "none",
        Notice = "An invented model.",
        Files = new Dictionary<string, ContentHash>(),
        Digest = default,
    };
}
