using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Recordings;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>Trains a recipe's model: splits first, fits on the training part, exports, and measures the exported model on the comparison part.</summary>
/// <remarks>The same data, recipe and seed give the same bytes of <c>model.onnx</c> on the same kind of machine. Nothing is stored or published.</remarks>
public sealed class TrainModel
{
    private const string Protocol = "split";

    private readonly TimeProvider _clock;
    private readonly AudioExtractorSource _extractors;

    public TrainModel(TimeProvider clock)
        : this(clock, AudioExtractors.Create)
    {
    }

    internal TrainModel(TimeProvider clock, AudioExtractorSource extractors) => (_clock, _extractors) = (clock, extractors);

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.InvalidData"/>, <see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public async Task<TrainedModel> RunAsync(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var recipe = request.Words.Resolve(request.Recipe);
        var stages = new StageClock(_clock, progress);
        stages.Begin("reading the data");
        var data = await LabelledData.ReadAsync(recipe, request.Data, cancellationToken).ConfigureAwait(false);
        data.RequireComparison(recipe.Calibration.Folds);
        var rows = LabelledRows.Of(data.Train, data.ClassOf);
        var fit = await RecipeFits.PrepareAsync(
            recipe, request.Words.WordNet, data.Classes, [.. data.Train, .. data.Comparison], recipe.Standardise, request.Seed, _extractors, stages, cancellationToken).ConfigureAwait(false);
        fit.Require(rows);
        var fitted = fit.Run(rows, null, cancellationToken);

        stages.Begin("exporting and measuring");
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(fitted.Files, StringComparer.Ordinal)
        {
            [ModelPackage.ModelFile] = fitted.Export(recipe.Name),
        };
        var prose = ModelProse.Of(recipe, data);
        var draft = Draft(request, data, fitted, prose);
        var (metrics, parity) = Measure(ModelPackageWriter.Create(draft, fitted.Schema, files), request, data, fitted, cancellationToken);
        draft = draft with { Metrics = ManifestMetrics(metrics) };
        files[ModelPackage.MetricsFile] = MetricsFile.Write(metrics);
        files[ModelPackage.CardFile] = ModelCard.Write(request, draft, prose, metrics, data, fitted, parity);
        var package = ModelPackageWriter.Create(draft, fitted.Schema, files);
        stages.Begin("done");
        return new TrainedModel(package, metrics);
    }

    private static (EvaluationMetrics Metrics, ExportParity Parity) Measure(
        ModelPackage package, TrainingRequest request, LabelledData data, FittedRecipe fitted, CancellationToken cancellationToken)
    {
        var (exported, said, parity) = fitted.Measure(package, data.Comparison, cancellationToken);
        var predictions = new Predictions(data.Comparison, [.. data.Comparison.Select(e => data.ClassOf[e.Label])], data.Classes);
        predictions.Add(exported, said, fitted, data.Train.Select(e => e.Key).ToHashSet(StringComparer.Ordinal));
        return (MetricsOf.All(predictions, request.Recipe.Name, Protocol, request.Recipe.Standardise, data.ComparedOn, request.Seed, cancellationToken), parity);
    }

    private ModelManifest Draft(TrainingRequest request, LabelledData data, FittedRecipe fitted, ModelProse prose) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Name = request.Recipe.Name,
        Version = string.Empty,
        Modality = request.Recipe.Modality,
        Classes = data.Classes,
        SchemaHash = default,
        Standardise = request.Recipe.Standardise,
        Calibration = new ModelCalibration(request.Recipe.Calibration.Method, fitted.HeldOut.Temperature, fitted.HeldOut.Unsure.Value),
        Metrics = new Dictionary<string, MetricEstimate>(),
        Protocol = $"Fitted on the training part; measured on {data.ComparedOn}, which no fitting saw.",
        Recipe = $"{request.Recipe.Name}@{request.Recipe.Version}",
        RecipeHash = RecipeFile.HashOf(request.Recipe),
        Snapshot = data.Snapshot,
        Seed = request.Seed,
        CodeVersion = CodeVersion.Current,
        Created = request.Created ?? _clock.GetUtcNow(),
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
