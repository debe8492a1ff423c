using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference;
using ServerlessAffect.Pipeline.Training.Packaging;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>What fitting a recipe on some rows gives.</summary>
/// <param name="heldOut">What calibration was fitted on.</param>
/// <param name="stopped">Names of the fits, those of the folds included, that their iteration limit ended before their tolerance.</param>
internal abstract class FittedRecipe(HeldOutScores heldOut, IReadOnlyList<string> stopped)
{
    public HeldOutScores HeldOut => heldOut;

    public IReadOnlyList<string> Stopped => stopped;

    /// <summary>Of the features that the exported model reads.</summary>
    public abstract FeatureSchema Schema { get; }

    /// <summary>What the package needs besides the graph and the schema, by file name.</summary>
    public abstract IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; }

    /// <summary>Probabilities of other examples as serving will compute them, and without any temperature.</summary>
    public abstract FittedProbabilities Predict(IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken);

    /// <summary>The bytes of <c>model.onnx</c>.</summary>
    public abstract byte[] Export(string name);

    /// <summary>What the exported model says, held against what was fitted.</summary>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.Internal"/>: the two differ.</exception>
    public abstract (ProbabilityMatrix Exported, FittedProbabilities Fitted, ExportParity Parity) Measure(
        ModelPackage package, IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken);

    /// <summary>How it was made, for the card: one sentence of the features, one of the members, one of how the weights are stored.</summary>
    public abstract IReadOnlyList<string> Describe(Recipe recipe, ExportParity parity);
}
