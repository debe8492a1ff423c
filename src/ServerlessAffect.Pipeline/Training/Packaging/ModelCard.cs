using System.Globalization;
using System.Text;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>The file <c>card.md</c>: what a person should know before relying on a model.</summary>
internal static class ModelCard
{
    // Below it, resamples of whole groups hardly differ from each other.
    private const int FewGroups = 10;

    public static byte[] Write(TrainingRequest request, ModelManifest manifest, ModelProse prose, EvaluationMetrics metrics, LabelledData data, FittedRecipe fitted, ExportParity parity)
    {
        var recipe = request.Recipe;
        var card = new StringBuilder();
        void Line(FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# {recipe.Name}");
        Line($"");
        Line($"{prose.Title}");
        Line($"");
        Line($"## Intended use");
        Line($"{prose.IntendedUse}");
        Line($"");
        Line($"Said with every reading: {prose.Notice}");
        Line($"");
        Line($"## Limits");
        foreach (var limit in prose.Limits)
        {
            Line($"- {limit}");
        }

        Line($"");
        Line($"## Data and terms");
        Line($"- {prose.Terms}");
        Line($"- Fitted on {data.Train.Count} examples of {data.Classes.Count} classes; measured on {metrics.N}: {data.ComparedOn}.");
        Line($"- Snapshot of the data's files: `{manifest.Snapshot}`.");
        Line($"");
        WriteFigures(Line, metrics, data, fitted);
        WriteMaking(Line, request, manifest, fitted, parity);
        return Encoding.UTF8.GetBytes(card.ToString());
    }

    private static void WriteFigures(Action<FormattableString> line, EvaluationMetrics metrics, LabelledData data, FittedRecipe fitted)
    {
        line($"## Figures");
        line($"Nothing that was fitted or chosen by this training saw the measured part; how the recipe itself was found is said under limits where it matters. In brackets the 95 % bootstrap interval (1,000 resamples of whole groups).");
        line($"");
        if (metrics.Groups < FewGroups)
        {
            line($"**The measured part comes from {metrics.Groups} {(metrics.Groups == 1 ? "group" : "groups")} only: the figures may be quite different for others, and the intervals are narrower than what is not known.**");
            line($"");
        }

        var fresh = metrics.WithoutRepeats;
        var text = data.Train[0].Recording is null;
        line($"| | all {metrics.N} | {(fresh is null ? "without repeats: the same" : $"the {fresh.N} whose {(text ? "text is in no training text" : "recording is not among the training recordings")}")} |");
        line($"|---|---|---|");
        Row("accuracy", "accuracy", f => f.Accuracy);
        Row("macro-F1", "macroF1", f => f.MacroF1);
        Row("unweighted average recall", "uar", f => f.Uar);
        Row("weighted F1", "weightedF1", f => f.WeightedF1);
        Row("calibration error (ECE, 15 bins)", "eceAfter", f => f.EceAfter);
        Row("calibration error before temperatures", null, f => f.EceBefore);
        Row("accuracy of always naming the most frequent class", null, f => f.MajorityAccuracy);
        if (metrics.Auc is not null)
        {
            Row("area under the ROC curve", null, f => f.Auc ?? double.NaN);
        }

        Row("share of readings that are not unsure", null, f => f.SureShare);
        Row("accuracy of those", null, f => f.SureAccuracy ?? double.NaN);
        line($"");
        line($"The interval of the calibration error is of resamples, whose error is larger on average than that of the whole: it can begin at the figure itself.");
        line($"");
        line($"Predictions for the training part, each by models that had not seen its group: accuracy {fitted.HeldOut.Confusion.Accuracy:F4}, macro-F1 {fitted.HeldOut.Confusion.MacroF1:F4}, calibration error {fitted.HeldOut.CalibrationError:F4}.");
        line($"");
        line($"| class | examples | precision | recall | F1 |");
        line($"|---|---|---|---|---|");
        foreach (var (name, score) in metrics.PerClass)
        {
            line($"| {name.Replace("|", "\\|", StringComparison.Ordinal)} | {score.N} | {score.Precision:F3} | {score.Recall:F3} | {score.F1:F3} |");
        }

        line($"");

        void Row(string name, string? interval, Func<EvaluationFigures, double> figure) => line($"| {name} | {Cell(metrics, interval, figure)} | {(fresh is null ? "" : Cell(fresh, interval, figure))} |");
    }

    private static string Cell(EvaluationFigures figures, string? interval, Func<EvaluationFigures, double> figure)
    {
        var value = figure(figures).ToString("F4", CultureInfo.InvariantCulture);
        return interval is null ? value : string.Create(CultureInfo.InvariantCulture, $"{value} [{figures.Ci95[interval][0]:F4}, {figures.Ci95[interval][1]:F4}]");
    }

    private static void WriteMaking(Action<FormattableString> line, TrainingRequest request, ModelManifest manifest, FittedRecipe fitted, ExportParity parity)
    {
        var recipe = request.Recipe;
        var data = string.Join(' ', request.Data.Select(d => $"--data {d.Name}=DIR"));
        line($"## How it was made");
        line($"- Recipe `{manifest.Recipe}` (`{manifest.RecipeHash}`), seed {manifest.Seed}, code {manifest.CodeVersion}, {manifest.Created:yyyy-MM-dd}.");
        line($"- Made again by `affect train {recipe.Name} {data}{WordLists.OptionsOf(recipe)} --seed {manifest.Seed} --out DIR`: the same data, seed and kind of machine give the same `model.onnx`.");
        var making = fitted.Describe(recipe, parity);
        line($"- {making[0]}");
        if (manifest.Standardise is Standardising.Speaker)
        {
            line($"- Each column has mean 0 and deviation 1 over a speaker's own recordings, whose labels are not looked at, in training and above alike: the model reads recordings of one speaker together, and says how they differ from each other.");
        }

        if (recipe.Features?.NeedWordNet() is true)
        {
            line($"- Words are replaced by their lemmas of WordNet; its lists, as far as they are used, are in `wordnet.tsv.gz` with its licence at their head.");
        }

        line($"- {making[1]}");
        if (fitted.Stopped.Count > 0)
        {
            line($"- {fitted.Stopped.Count} of the fits, those of the folds included, ended at their iteration limit before their tolerance: {string.Join("; ", fitted.Stopped)}.");
        }

        line($"- Temperature {fitted.HeldOut.Temperature:F4}, unsure below {fitted.HeldOut.Unsure.Value:F4} (accuracy {recipe.Unsure.TargetAccuracy:P0} of the rest), both chosen on the held-out predictions for the training part ({recipe.Calibration.Folds} folds that no group straddles).");
        line($"- {making[2]}");
    }
}
