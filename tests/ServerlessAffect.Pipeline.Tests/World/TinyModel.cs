using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>A real package that is made in milliseconds: words and characters of six sentences, weights by hand.</summary>
internal static class TinyModel
{
    private static readonly string[] Texts =
    [
        "the harbour is quiet this morning", "a quiet walk along the river", "the market shouts again today",
        "everybody shouts at the ferry", "rain on the quiet roofs", "the crowd shouts and runs",
    ];

    /// <summary>Says <c>calm</c> where a text is quiet and <c>loud</c> where it shouts.</summary>
    public static ModelPackage Create(string name)
    {
        var parameters = new TextTermsParameters
        {
            Blocks =
            [
                new TextTermsBlock { Name = "words", NgramMax = 2 },
                new TextTermsBlock { Name = "characters", Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 4 },
            ],
        };
        var fitted = TextTermsFitter.Fit($"{name}-terms", parameters, Texts);
        var weights = new double[fitted.Terms.Count * 2];
        for (var term = 0; term < fitted.Terms.Count; term++)
        {
            weights[2 * term] = fitted.Terms[term].Contains("quiet", StringComparison.Ordinal) ? 4 : 0;
            weights[(2 * term) + 1] = fitted.Terms[term].Contains("shouts", StringComparison.Ordinal) ? 4 : 0;
        }

        var linear = new LinearModel(["calm", "loud"], fitted.Terms.Count, weights, [0, 0]);
        var draft = TestModels.Package(name, "draft", fitted.Schema).Manifest with
        {
            Classes = linear.Classes,
            Modality = Modality.Text,
            Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Snapshot = ContentHash.Compute("six sentences"u8),
        };
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(fitted.Files) { [ModelPackage.ModelFile] = SparseLinearExport.Export(linear, name) };
        return ModelPackageWriter.Create(draft, fitted.Schema, files);
    }
}
