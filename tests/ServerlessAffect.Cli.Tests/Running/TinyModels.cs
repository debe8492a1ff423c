using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Cli.Tests.Running;

/// <summary>A folder of models of a few words each, made by hand: what a text with "gain" or "loss" gets is known.</summary>
public sealed class TinyModels : IDisposable
{
    private static readonly string[] Texts = ["a big gain", "a big loss", "gain again", "loss again"];

    public TinyModels()
    {
        Root = Directory.CreateTempSubdirectory("affect-models-").FullName;
        Mood = Add("tiny-mood", ["down", "up"], DateTimeOffset.UnixEpoch.AddDays(20_000));
        Topic = Add("tiny-topic", ["markets", "weather"], DateTimeOffset.UnixEpoch.AddDays(20_000));
    }

    public string Root { get; }

    public ModelPackage Mood { get; }

    public ModelPackage Topic { get; }

    internal Surroundings Surroundings => new(Root, new Dictionary<string, string> { [LocalModels.FolderVariable] = Root });

    public string FolderOf(ModelPackage package) => Path.Combine(Root, package.Manifest.Name, package.Manifest.Version);

    public ModelPackage Add(string name, string[] classes, DateTimeOffset created)
    {
        var fitted = TextTermsFitter.Fit(name + "-terms", new TextTermsParameters { Blocks = [new TextTermsBlock { Name = "words" }] }, Texts);
        var weights = new double[2 * fitted.Terms.Count];
        for (var term = 0; term < fitted.Terms.Count; term++)
        {
            // The second class wants gains, the first one losses.
            var wish = fitted.Terms[term] switch { "gain" => 4.0, "loss" => -4.0, _ => 0 };
            (weights[2 * term], weights[(2 * term) + 1]) = (-wish, wish);
        }

        var package = ModelPackageWriter.Create(Draft(name, classes, created), fitted.Schema, new Dictionary<string, ReadOnlyMemory<byte>>(fitted.Files)
        {
            [ModelPackage.ModelFile] = SparseLinearExport.Export(new LinearModel(classes, fitted.Terms.Count, weights, [0, 0]), name),
            [ModelPackage.CardFile] = "# Tiny"u8.ToArray(),
        });
        ModelFolder.WriteAsync(package, FolderOf(package), CancellationToken.None).GetAwaiter().GetResult();
        return package;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static ModelManifest Draft(string name, string[] classes, DateTimeOffset created) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Name = name,
        Version = "",
        Modality = Modality.Text,
        Classes = classes,
        SchemaHash = default,
        Calibration = new ModelCalibration("temperature", 1, 0.6),
        Metrics = new Dictionary<string, MetricEstimate> { ["accuracy"] = new(0.5, 0.4, 0.6) },
        Protocol = "invented",
        Recipe = name,
        RecipeHash = default,
        Snapshot = default,
        Seed = 7,
        CodeVersion = "0.1.0",
        Created = created,
        Terms = "none",
        Notice = "An invented model.",
        Files = new Dictionary<string, ContentHash>(),
        Digest = default,
    };
}
