using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Pipeline.Training.Evaluation;

namespace ServerlessAffect.Cli.Training;

/// <summary>The figures of an evaluation for people: with and without repeats of training texts, with intervals.</summary>
internal static class FiguresTable
{
    public static void Write(EvaluationMetrics metrics, Terminal terminal)
    {
        var fresh = metrics.WithoutRepeats;
        var table = fresh is null ? new PlainTable("figure", "all", "95 %") : new PlainTable("figure", "all", "95 %", "without repeats", "95 %");
        void Add(string name, string? interval, Func<EvaluationFigures, double?> figure)
        {
            string?[] cells = [name, Value(figure(metrics)), Interval(metrics, interval)];
            table.Add(fresh is null ? cells : [.. cells, Value(figure(fresh)), Interval(fresh, interval)]);
        }

        Add("examples", null, f => f.N);
        Add("accuracy", "accuracy", f => f.Accuracy);
        Add("macro-F1", "macroF1", f => f.MacroF1);
        Add("unweighted average recall", "uar", f => f.Uar);
        Add("weighted F1", "weightedF1", f => f.WeightedF1);
        Add("accuracy of the majority class", null, f => f.MajorityAccuracy);
        if (metrics.Auc is not null)
        {
            Add("area under the ROC curve", null, f => f.Auc);
        }

        Add("calibration error", "eceAfter", f => f.EceAfter);
        Add("calibration error before", null, f => f.EceBefore);
        Add("share not unsure", null, f => f.SureShare);
        Add("accuracy of those", null, f => f.SureAccuracy);
        table.Write(terminal);
    }

    private static string? Value(double? value) => value is not { } number
        ? null
        : number.ToString(number > 1 ? "F0" : "F4", CultureInfo.InvariantCulture);

    private static string? Interval(EvaluationFigures figures, string? name) => name is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{figures.Ci95[name][0]:F4} to {figures.Ci95[name][1]:F4}");
}
