using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>Trains a recipe's model: splits first, fits on the training part, exports, and measures the exported model on the comparison part.</summary>
/// <remarks>The same data, recipe and seed give the same bytes of <c>model.onnx</c> on the same kind of machine. Nothing is stored or published.</remarks>
public sealed class TrainModel(TimeProvider clock)
{
    private const string Protocol = "split";

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.InvalidData"/>, <see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public async Task<TrainedModel> RunAsync(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var recipe = request.Words.Resolve(request.Recipe);
        var stages = new StageClock(clock, progress);
        stages.Begin("reading the data");
        var data = await LabelledData.ReadAsync(request.Data, recipe.Comparison.Share, recipe.Calibration.Folds, cancellationToken).ConfigureAwait(false);
        var (fit, rows) = (new RecipeFit(recipe, request.Words.WordNet, data.Classes, request.Seed, stages), LabelledRows.Of(data.Train, data.ClassOf));
        fit.Require(rows);
        data.RequireComparison(recipe.Calibration.Folds);
        var fitted = fit.Run(rows, string.Empty, cancellationToken);

        stages.Begin("exporting and measuring");
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(fitted.Terms.Files, StringComparer.Ordinal)
        {
            [ModelPackage.ModelFile] = SparseLinearExport.Export(fitted.Model, recipe.Name, recipe.Weights),
        };
        var prose = ModelProse.Of(recipe, data);
        var draft = Draft(request, data, fitted, prose);
        var (metrics, parity) = Measure(ModelPackageWriter.Create(draft, fitted.Terms.Schema, files), request, data, fitted, cancellationToken);
        draft = draft with { Metrics = ManifestMetrics(metrics) };
        files[ModelPackage.MetricsFile] = MetricsFile.Write(metrics);
        files[ModelPackage.CardFile] = ModelCard.Write(request, draft, prose, metrics, data, fitted, parity);
        var package = ModelPackageWriter.Create(draft, fitted.Terms.Schema, files);
        stages.Begin("done");
        return new TrainedModel(package, metrics);
    }

    private static (EvaluationMetrics Metrics, ExportParity Parity) Measure(
        ModelPackage package, TrainingRequest request, LabelledData data, FittedRecipe fitted, CancellationToken cancellationToken)
    {
        using var model = OnnxModel.Open(package);
        var rows = fitted.Terms.CreateExtractor().Extract([.. data.Comparison.Select(e => e.Text)], cancellationToken);
        var parity = ExportParity.Require(fitted.Model, model, rows, cancellationToken);
        var predictions = new Predictions(data.Comparison, [.. data.Comparison.Select(e => data.ClassOf[e.Label])], data.Classes);
        predictions.Add(model.PredictProba(rows, cancellationToken), fitted, rows, data.Train.Select(e => e.Key).ToHashSet(StringComparer.Ordinal), cancellationToken);
        return (MetricsOf.All(predictions, request.Recipe.Name, Protocol, data.ComparedOn, request.Seed, cancellationToken), parity);
    }

    private ModelManifest Draft(TrainingRequest request, LabelledData data, FittedRecipe fitted, ModelProse prose) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Name = request.Recipe.Name,
        Version = string.Empty,
        Modality = request.Recipe.Modality,
        Classes = data.Classes,
        SchemaHash = default,
        Calibration = new ModelCalibration(request.Recipe.Calibration.Method, fitted.HeldOut.Temperature, fitted.HeldOut.Unsure.Value),
        Metrics = new Dictionary<string, MetricEstimate>(),
        Protocol = $"Fitted on the training part; measured on {data.ComparedOn}, which no fitting saw.",
        Recipe = $"{request.Recipe.Name}@{request.Recipe.Version}",
        RecipeHash = RecipeFile.HashOf(request.Recipe),
        Snapshot = data.Snapshot,
        Seed = request.Seed,
        CodeVersion = CodeVersion.Current,
        Created = request.Created ?? clock.GetUtcNow(),
        Terms = prose.Terms,
        Notice = prose.Notice,
        Files = new Dictionary<string, ContentHash>(),
        Digest = default,
    };

    private static Dictionary<string, MetricEstimate> ManifestMetrics(EvaluationMetrics metrics)
    {
        var estimates = new Dictionary<string, MetricEstimate>();
        void Add(string suffix, EvaluationFigures figures)
        {
            (string Name, double Value)[] values = [("accuracy", figures.Accuracy), ("macroF1", figures.MacroF1), ("uar", figures.Uar), ("weightedF1", figures.WeightedF1)];
            foreach (var (name, value) in values)
            {
                estimates[name + suffix] = new MetricEstimate(value, figures.Ci95[name][0], figures.Ci95[name][1]);
            }

            estimates["ece" + suffix] = new MetricEstimate(figures.EceAfter, figures.Ci95["eceAfter"][0], figures.Ci95["eceAfter"][1]);
        }

        Add(string.Empty, metrics);
        if (metrics.WithoutRepeats is { } fresh)
        {
            Add("WithoutRepeats", fresh);
        }

        return estimates;
    }
}
