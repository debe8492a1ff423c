using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>Measures predictions.</summary>
internal static class MetricsOf
{
    private const int MostGroups = 200;
    private const int Resamples = 1000;

    public static EvaluationMetrics All(Predictions predictions, string recipe, string protocol, Standardising standardise, string compared, int seed, CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, predictions.Truth.Length)];
        if (all.Length == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, "There are no examples to evaluate on; the data has no comparison part, or --test no rows.");
        }

        var figures = Figures(predictions, all, seed, cancellationToken);
        var confusion = Confusion(predictions, all);
        var fresh = Array.FindAll(all, row => !predictions.Repeats[row]);
        return new EvaluationMetrics
        {
            Recipe = recipe,
            Protocol = protocol,
            Standardise = standardise,
            Compared = compared,
            Seed = seed,
            Classes = predictions.Classes,
            N = figures.N,
            Accuracy = figures.Accuracy,
            Uar = figures.Uar,
            MacroF1 = figures.MacroF1,
            WeightedF1 = figures.WeightedF1,
            MajorityAccuracy = figures.MajorityAccuracy,
            Auc = figures.Auc,
            Ci95 = figures.Ci95,
            EceBefore = figures.EceBefore,
            EceAfter = figures.EceAfter,
            SureShare = figures.SureShare,
            SureAccuracy = figures.SureAccuracy,
            Converged = predictions.Converged,
            Confusion = [.. predictions.Classes.Select((_, t) => predictions.Classes.Select((_, p) => confusion[t, p]).ToArray())],
            PerClass = PerClass(predictions.Classes, confusion),
            Groups = predictions.Examples.Select(e => e.Group).Distinct(StringComparer.Ordinal).Count(),
            PerGroup = PerGroup(predictions, all),
            WithoutRepeats = fresh.Length == all.Length || fresh.Length == 0 ? null : Figures(predictions, fresh, seed, cancellationToken),
        };
    }

    private static EvaluationFigures Figures(Predictions predictions, int[] rows, int seed, CancellationToken cancellationToken)
    {
        var classes = predictions.Classes.Count;
        var truth = Array.ConvertAll(rows, r => predictions.Truth[r]);
        var probabilities = Take(predictions.Probabilities, rows, classes);
        var chosen = ClassScores.ArgMax(probabilities, classes);
        var confusion = ConfusionMatrix.Of(truth, chosen, classes);
        var groups = Array.ConvertAll(rows, r => predictions.Examples[r].Group);
        double[] Interval(Func<ConfusionMatrix, double> figure)
        {
            var estimate = new Bootstrap { Resamples = Resamples, RandomState = seed }.Interval(
                groups, drawn => figure(ConfusionMatrix.Of(Pick(truth, drawn), Pick(chosen, drawn), classes)), cancellationToken);
            return [estimate.Low, estimate.High];
        }

        double[] ErrorInterval()
        {
            var estimate = new Bootstrap { Resamples = Resamples, RandomState = seed }.Interval(
                groups, drawn => CalibrationError(Take(probabilities, drawn, classes), Pick(truth, drawn), classes), cancellationToken);
            return [estimate.Low, estimate.High];
        }

        var sure = Array.FindAll([.. Enumerable.Range(0, rows.Length)], i => !predictions.Unsure[rows[i]]);
        return new EvaluationFigures
        {
            N = rows.Length,
            Accuracy = confusion.Accuracy,
            Uar = confusion.UnweightedAverageRecall,
            MacroF1 = confusion.MacroF1OfOccurring,
            WeightedF1 = confusion.WeightedF1,
            MajorityAccuracy = confusion.MajorityAccuracy,
            Auc = Auc(truth, probabilities, classes),
            Ci95 = new Dictionary<string, double[]>
            {
                ["accuracy"] = Interval(c => c.Accuracy),
                ["uar"] = Interval(c => c.UnweightedAverageRecall),
                ["macroF1"] = Interval(c => c.MacroF1OfOccurring),
                ["weightedF1"] = Interval(c => c.WeightedF1),
                ["eceAfter"] = ErrorInterval(),
            },
            EceBefore = CalibrationError(Take(predictions.Uncalibrated, rows, classes), truth, classes),
            EceAfter = CalibrationError(probabilities, truth, classes),
            SureShare = (double)sure.Length / rows.Length,
            SureAccuracy = sure.Length == 0 ? null : (double)sure.Count(i => chosen[i] == truth[i]) / sure.Length,
        };
    }

    private static double? Auc(int[] truth, double[] probabilities, int classes)
    {
        if (classes != 2 || Array.TrueForAll(truth, t => t == truth[0]))
        {
            return null;
        }

        var second = new double[truth.Length];
        for (var i = 0; i < second.Length; i++)
        {
            second[i] = probabilities[(2 * i) + 1];
        }

        return RocCurve.Of(second, Array.ConvertAll(truth, t => t == 1)).Area;
    }

    private static double CalibrationError(double[] probabilities, int[] truth, int classes) =>
        Reliability.EqualWidth(probabilities, truth, classes).ExpectedCalibrationError;

    private static ConfusionMatrix Confusion(Predictions predictions, int[] rows)
    {
        var classes = predictions.Classes.Count;
        return ConfusionMatrix.Of(
            Array.ConvertAll(rows, r => predictions.Truth[r]), ClassScores.ArgMax(Take(predictions.Probabilities, rows, classes), classes), classes);
    }

    private static int[] Pick(int[] values, ReadOnlySpan<int> rows)
    {
        var picked = new int[rows.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    private static double[] Take(double[] values, ReadOnlySpan<int> rows, int classes)
    {
        var taken = new double[rows.Length * classes];
        for (var i = 0; i < rows.Length; i++)
        {
            values.AsSpan(rows[i] * classes, classes).CopyTo(taken.AsSpan(i * classes));
        }

        return taken;
    }

    private static Dictionary<string, ClassFigures> PerClass(IReadOnlyList<string> classes, ConfusionMatrix confusion)
    {
        var scores = confusion.Report().PerClass;
        return classes.Select((name, c) => (name, scores[c])).ToDictionary(
            c => c.name, c => new ClassFigures(c.Item2.Support, c.Item2.Precision, c.Item2.Recall, c.Item2.FScore), StringComparer.Ordinal);
    }

    private static Dictionary<string, GroupFigures> PerGroup(Predictions predictions, int[] rows)
    {
        var groups = rows.Where(r => predictions.Examples[r].HasNamedGroup)
            .GroupBy(r => predictions.Examples[r].Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return groups.Length > MostGroups ? [] : groups.ToDictionary(g => g.Key, g =>
        {
            var confusion = Confusion(predictions, [.. g]);
            return new GroupFigures(confusion.Rows, confusion.Accuracy, confusion.UnweightedAverageRecall, confusion.MacroF1OfOccurring);
        }, StringComparer.Ordinal);
    }
}
