using System.Globalization;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Packaging;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Recordings;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>A recipe of recordings, fitted.</summary>
/// <param name="model">With its temperatures.</param>
/// <param name="uncalibrated">Without any.</param>
/// <param name="weights">How support vectors and linear weights are stored.</param>
internal sealed class FittedSound(
    SoundTable table, LogProbabilityMean model, LogProbabilityMean uncalibrated, WeightPrecision weights, HeldOutScores heldOut, IReadOnlyList<string> stopped)
    : FittedRecipe(heldOut, stopped)
{
    // What serving will compute with.
    private readonly IDenseClassifier _stored = DenseClassifierExport.Rounded(model, weights);

    public override FeatureSchema Schema => table.Extractor.Schema;

    public override IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    public override FittedProbabilities Predict(IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken)
    {
        var x = table.Rows(examples);
        return new FittedProbabilities(Probabilities(_stored, x, cancellationToken), Probabilities(uncalibrated, x, cancellationToken));
    }

    public override byte[] Export(string name) => DenseClassifierExport.Export(model, name, weights);

    public override (ProbabilityMatrix Exported, FittedProbabilities Fitted, ExportParity Parity) Measure(
        ModelPackage package, IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken)
    {
        using var exported = DenseModel.Open(package);
        var x = table.Rows(examples);
        using var rows = new DenseRows(x.Columns);
        rows.Append(Array.ConvertAll(x.Values, v => (float)v));
        var said = exported.PredictProba(rows, cancellationToken);
        var fitted = new FittedProbabilities(Probabilities(model, x, cancellationToken), Probabilities(uncalibrated, x, cancellationToken));
        return (said, fitted, ExportParity.Require(fitted.Calibrated, said));
    }

    public override IReadOnlyList<string> Describe(Recipe recipe, ExportParity parity) =>
    [
        $"{table.Extractor.Columns} numbers of each window of sound, as the schema {table.Extractor.Schema.Name} describes them, at {table.Extractor.SampleRate} Hz.",
        $"The mean of the log-probabilities of {string.Join(", ", recipe.Members.Select((m, i) => MemberFit.Describe(m, HeldOut.MemberTemperatures[i])))}.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Stored} precision: against double precision the largest difference of a probability is {parity.LargestDifference:G2}, {parity.LabelsChanged} of {parity.Rows} labels changed."),
    ];

    private string Stored => weights switch
    {
        WeightPrecision.Int8 => "Support vectors in one byte a number, linear weights in half",
        WeightPrecision.Half => "Support vectors and weights in half",
        _ => "Support vectors and weights in single",
    };

    private static double[] Probabilities(IDenseClassifier of, DenseMatrix x, CancellationToken cancellationToken)
    {
        var values = of.PredictLogProba(x, cancellationToken);
        System.Numerics.Tensors.TensorPrimitives.Exp(values, values);
        return values;
    }
}
