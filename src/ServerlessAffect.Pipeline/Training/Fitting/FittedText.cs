using System.Globalization;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Inference;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Packaging;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>A recipe of texts, fitted.</summary>
/// <param name="terms">The terms that were kept.</param>
/// <param name="model">The folded members with their temperature, weights in double precision.</param>
/// <param name="stored">The same with the weights as the recipe stores them: what serving will compute with.</param>
/// <param name="uncalibrated">The members folded without any temperature.</param>
/// <param name="weights">How the weights are stored.</param>
internal sealed class FittedText(
    FittedTextTerms terms, LinearModel model, LinearModel stored, LinearModel uncalibrated, WeightPrecision weights, HeldOutScores heldOut, IReadOnlyList<string> stopped)
    : FittedRecipe(heldOut, stopped)
{
    public override FeatureSchema Schema => terms.Schema;

    public override IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => terms.Files;

    public override FittedProbabilities Predict(IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken)
    {
        FeatureMatrix x = Extract(examples, cancellationToken);
        return new FittedProbabilities(stored.PredictProba(x, cancellationToken), uncalibrated.PredictProba(x, cancellationToken));
    }

    public override byte[] Export(string name) => SparseLinearExport.Export(model, name, weights);

    public override (ProbabilityMatrix Exported, FittedProbabilities Fitted, ExportParity Parity) Measure(
        ModelPackage package, IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken)
    {
        using var exported = OnnxModel.Open(package);
        var rows = Extract(examples, cancellationToken);
        var said = exported.PredictProba(rows, cancellationToken);
        var fitted = new FittedProbabilities(model.PredictProba(rows, cancellationToken), uncalibrated.PredictProba(rows, cancellationToken));
        return (said, fitted, ExportParity.Require(fitted.Calibrated, said));
    }

    public override IReadOnlyList<string> Describe(Recipe recipe, ExportParity parity) =>
    [
        $"{terms.Matrix.Columns} terms: {string.Join(", ", recipe.Features!.Blocks.Select(Block))}; each block is TF-IDF of unit length times its weight.",
        $"The mean of the log-probabilities of {string.Join(", ", recipe.Members.Select((m, i) => MemberFit.Describe(m, HeldOut.MemberTemperatures[i])))}, folded into one linear model.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Weights in {(weights == WeightPrecision.Half ? "half" : "single")} precision: against double precision the largest difference of a probability is {parity.LargestDifference:G2}, {parity.LabelsChanged} of {parity.Rows} labels changed."),
    ];

    private CsrMatrix Extract(IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken) =>
        terms.CreateExtractor().Extract([.. examples.Select(e => e.Text)], cancellationToken);

    private string Block(TextTermsBlock block, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{terms.BlockStarts[number + 1] - terms.BlockStarts[number]} of {block.Name}");
}
