using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Core.Readings;

/// <summary>Which model spoke: enough to find it again, byte for byte.</summary>
/// <param name="Sha256">Of <c>model.onnx</c>.</param>
public sealed record ModelIdentity(string Name, string Version, ContentHash Sha256)
{
    public static ModelIdentity Of(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new(manifest.Name, manifest.Version, manifest.Files[ModelPackage.ModelFile]);
    }
}
