using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>Finds the extractor of a named feature set: one of the catalogue, or that of a model.</summary>
internal static class ExtractorChoice
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>, and what reading a model throws.</exception>
    public static async Task<ITextExtractor> FindAsync(string name, LocalModels models, CancellationToken cancellationToken)
    {
        if (FeatureSetCatalogue.Names.Contains(name, StringComparer.Ordinal) || !ModelRef.TryParse(name, out var reference)
            || !models.Names().Contains(reference.Name, StringComparer.Ordinal))
        {
            return TextExtractors.Create(FeatureSetCatalogue.Schema(name), new Dictionary<string, ReadOnlyMemory<byte>>());
        }

        var model = await models.FindAsync(reference, cancellationToken).ConfigureAwait(false);
        var package = await ModelFolder.ReadAsync(model.Folder, model.Manifest.Digest, cancellationToken).ConfigureAwait(false);
        return TextExtractors.Create(package.Schema, package.Files);
    }
}
