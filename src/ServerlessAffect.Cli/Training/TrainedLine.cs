using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Training.Evaluation;

namespace ServerlessAffect.Cli.Training;

/// <summary>What <c>affect train --json</c> prints.</summary>
/// <param name="Folder">Where the package is.</param>
/// <param name="Sha256">Of <c>model.onnx</c>.</param>
/// <param name="Release">Number of the release that made it champion; null where it was not published.</param>
internal sealed record TrainedLine(string Name, string Version, string Folder, ContentHash Sha256, int? Release, EvaluationMetrics Metrics)
{
    public static TrainedLine Of(ModelManifest manifest, string folder, int? release, EvaluationMetrics metrics) =>
        new(manifest.Name, manifest.Version, folder, manifest.Files[ModelPackage.ModelFile], release, metrics);
}
