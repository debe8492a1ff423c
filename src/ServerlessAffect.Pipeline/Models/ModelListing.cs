using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Models;

/// <summary>One line of <c>affect models list --json</c>.</summary>
/// <param name="Aliases"><c>champion</c>, or nothing.</param>
/// <param name="Sha256">Of <c>model.onnx</c>.</param>
public sealed record ModelListing(
    string Name,
    string Version,
    IReadOnlyList<string> Aliases,
    DateTimeOffset Created,
    string Recipe,
    ContentHash Snapshot,
    ContentHash Sha256,
    IReadOnlyDictionary<string, MetricEstimate> Metrics,
    string Terms)
{
    /// <param name="champion">Whether the version is the live one of its name.</param>
    public static ModelListing Of(ModelManifest manifest, bool champion)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new ModelListing(
            manifest.Name,
            manifest.Version,
            champion ? ["champion"] : [],
            manifest.Created,
            manifest.Recipe,
            manifest.Snapshot,
            manifest.Files[ModelPackage.ModelFile],
            manifest.Metrics,
            manifest.Terms);
    }
}
