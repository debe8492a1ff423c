using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Learning.Statistics;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Labels;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;
using ConfusionMatrix = ServerlessAffect.Learning.Metrics.ConfusionMatrix;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>Whether the labels can be told from the features, by a model that never saw the item's speaker, and held against always saying the largest class.</summary>
internal sealed class LabelsPage : ISection
{
    private const string Id = "labels";
    private const int MostCurves = 10;
    private const int MostFeatures = 25;
    private const int Resamples = 1000;
    private const int MostGroups = 200;

    public Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        if (LabelledRows.Of(explored, 2) is not { } labelled || explored.SpaceColumns.Count == 0)
        {
            return Task.FromResult<Section?>(null);
        }

        var fewest = labelled.Classes.Select((_, k) => labelled.Groups.Where((_, i) => labelled.Truth[i] == k).Distinct(StringComparer.Ordinal).Count()).Min();
        ILabelLearner learner = explored.Archive.Kind is ArchiveKind.Texts ? new WordLearner(explored) : new FeatureLearner(explored);
        var heldOut = HeldOut.Run(labelled, learner, Math.Min(HeldOut.MostFolds, fewest), explored.Request.Seed, progress, cancellationToken);
        var classes = labelled.Classes.Count;
        var chosen = ClassScores.ArgMax(heldOut.Probabilities, classes);
        var confusion = ConfusionMatrix.Of(labelled.Truth, chosen, classes);
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var answer = Figures(explored, heldOut, confusion, chosen, blocks, findings, cancellationToken);
        Confusion(labelled, confusion, blocks);
        Curves(heldOut, blocks);
        Calibration(heldOut, blocks);
        Importances(explored, heldOut, blocks, findings);
        ByGroup(explored, labelled, chosen, blocks);
        return Task.FromResult<Section?>(new Section(new ReportPage(Id, "Can the labels be told from the features?", answer, blocks), findings));
    }

    private static string Figures(
        ExploredArchive explored, HeldOut heldOut, ConfusionMatrix confusion, int[] chosen, List<ReportBlock> blocks, List<Finding> findings, CancellationToken cancellationToken)
    {
        var labelled = heldOut.Labelled;
        var bootstrap = new Bootstrap { Resamples = Resamples, RandomState = explored.Request.Seed };
        string[] Estimate(Func<ConfusionMatrix, double> figure)
        {
            var e = bootstrap.Interval(
                labelled.Groups, drawn => figure(ConfusionMatrix.Of(Pick(labelled.Truth, drawn), Pick(chosen, drawn), labelled.Classes.Count)), cancellationToken);
            return [Percent(e.Value), $"{Percent(e.Low)} – {Percent(e.High)}"];
        }

        var recall = Estimate(c => c.UnweightedAverageRecall);
        var chance = 1.0 / labelled.Classes.Count;
        blocks.Add(new TableBlock(
            $"{Say.Count(labelled.Rows.Length)} items, each predicted by one of {heldOut.Folds} logistic regressions that saw no item of its {(labelled.Grouped ? "speaker or author" : "kind of text or recording")}",
            [new("figure"), new("value", true), new("95 % interval", true), new("always the largest class", true)],
            [
                ["unweighted average recall", .. recall, Percent(chance)],
                ["accuracy", .. Estimate(c => c.Accuracy), Percent(confusion.MajorityAccuracy)],
                ["macro F1", .. Estimate(c => c.MacroF1), "–"],
            ]));
        if (!labelled.Grouped)
        {
            blocks.Add(new CaveatBlock("No speakers or authors are known of all items, so that the same voice or hand may stand on both sides of the split; then figures flatter. Name them in a column 'group' of --labels."));
        }

        var uar = confusion.UnweightedAverageRecall;
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"A plain model tells the {labelled.Classes.Count} classes with an average recall of {Percent(uar)} where guessing has {Percent(chance)}; always saying {labelled.Classes[Largest(confusion)]} has an accuracy of {Percent(confusion.MajorityAccuracy)}, the model {Percent(confusion.Accuracy)}.");
        findings.Add(new Finding(sentence, 0.85, confusion.Accuracy <= confusion.MajorityAccuracy ? "The model is no more accurate than the largest class alone." : "Logistic regression without tuning: a first look, not the best model.", Id));
        return sentence;
    }

    private static void Confusion(LabelledRows labelled, ConfusionMatrix confusion, List<ReportBlock> blocks)
    {
        var classes = labelled.Classes.Count;
        var (counts, worst) = (new int[classes, classes], (Count: 0, Truth: 0, Said: 0));
        for (var t = 0; t < classes; t++)
        {
            for (var p = 0; p < classes; p++)
            {
                counts[t, p] = confusion[t, p];
                if (t != p && counts[t, p] > worst.Count)
                {
                    worst = (counts[t, p], t, p);
                }
            }
        }

        var sentence = worst.Count == 0 ? "Nothing is mistaken."
            : $"Most often {labelled.Classes[worst.Truth]} is taken for {labelled.Classes[worst.Said]} ({Say.Share((double)worst.Count / confusion.Support(worst.Truth))} of its items).";
        blocks.Add(new ChartBlock("What is taken for what", sentence, Table(labelled, counts)) { Wide = classes > 10 });
        var report = confusion.Report();
        blocks.Add(new TableBlock(
            "Every class", [new("class"), new("items", true), new("recall", true), new("precision", true), new("F1", true)],
            [.. labelled.Classes.Select((c, k) => (IReadOnlyList<string>)[Printable.Shorten(c, 60), Say.Count(report.PerClass[k].Support), Percent(report.PerClass[k].Recall), Percent(report.PerClass[k].Precision), Percent(report.PerClass[k].FScore)])]));
    }

    private static JsonObject Table(LabelledRows labelled, int[,] counts) => Reports.Charts.ConfusionMatrix.Of([.. labelled.Classes.Select(c => Printable.Shorten(c, 40))], counts);

    private static void Curves(HeldOut heldOut, List<ReportBlock> blocks)
    {
        var labelled = heldOut.Labelled;
        var (roc, pr) = (new List<Curve>(), new List<Curve>());
        foreach (var k in Enumerable.Range(0, labelled.Classes.Count).OrderByDescending(k => labelled.Truth.Count(t => t == k)).Take(MostCurves))
        {
            double[] scores = [.. Enumerable.Range(0, labelled.Rows.Length).Select(i => heldOut.Probabilities[(i * labelled.Classes.Count) + k])];
            var positive = Array.ConvertAll(labelled.Truth, t => t == k);
            var name = Printable.Shorten(labelled.Classes[k], 40);
            var curve = RocCurve.Of(scores, positive, dropIntermediate: true);
            roc.Add(new Curve(name, Thinned(curve.FalsePositiveRates), Thinned(curve.TruePositiveRates), curve.Area));
            var precision = PrecisionRecallCurve.Of(scores, positive);
            pr.Add(new Curve(name, Thinned(precision.Recalls), Thinned(precision.Precisions), precision.AveragePrecision));
        }

        var of = labelled.Classes.Count > MostCurves ? $" The {MostCurves} largest classes." : string.Empty;
        blocks.Add(new ChartBlock("ROC", $"Each class against all others; {roc.MaxBy(c => c.Area)!.Name} is told best, {roc.MinBy(c => c.Area)!.Name} worst.{of}", RocChart.Of(roc)));
        blocks.Add(new ChartBlock("Precision and recall", $"How many of those found are right, for every share that is found.{of}", PrecisionRecallChart.Of(pr)));
    }

    private static void Calibration(HeldOut heldOut, List<ReportBlock> blocks)
    {
        var reliability = Reliability.EqualWidth(heldOut.Probabilities, heldOut.Labelled.Truth, heldOut.Labelled.Classes.Count, 10);
        CalibrationBin[] bins = [.. reliability.Bins.Where(b => b.Count > 0).Select(b =>
        {
            var (low, high) = ProportionInterval.Wilson((int)Math.Round(b.Accuracy * b.Count), b.Count);
            return new CalibrationBin("held-out predictions", b.Confidence, b.Accuracy, low, high, b.Count);
        })];
        blocks.Add(new ChartBlock(
            "Do probabilities mean what they say?", $"Expected calibration error {Say.Figure(reliability.ExpectedCalibrationError)}: how far confidence and accuracy lie apart on average.", CalibrationChart.Of(bins)));
    }

    private static void Importances(ExploredArchive explored, HeldOut heldOut, List<ReportBlock> blocks, List<Finding> findings)
    {
        var what = explored.Archive.Kind is ArchiveKind.Texts ? "word" : "feature";
        blocks.Add(new ChartBlock(
            $"Which {what}s tell", $"Mean size of the weights over classes and folds, the {MostFeatures} largest; “{heldOut.Weights[0].Feature}” is first. Features that say the same share one weight.",
            BarChart.Of([.. heldOut.Weights.Take(MostFeatures).Select(w => new Bar(Printable.Shorten(w.Feature, 60), w.Weight))], "mean size of the weight")));
        var families = explored.Archive.Kind is ArchiveKind.Recordings
            ? heldOut.Weights.GroupBy(w => FeatureFamilies.Of(w.Feature)).Select(f => (Name: f.Key, Weight: f.Sum(w => w.Weight))).OrderByDescending(f => f.Weight).ToArray()
            : [];
        if (families.Length > 1 && families.Length < heldOut.Weights.Count)
        {
            blocks.Add(new ChartBlock(
                "By what they measure", $"The same weights added up by mel band, coefficient, pitch, timing and so on; {families[0].Name} has most.",
                BarChart.Of([.. families.Select(f => new Bar(f.Name, f.Weight))], "sum of the weights")));
        }

        findings.Add(new Finding($"The {what}s that tell most are {Say.List([.. heldOut.Weights.Take(3).Select(w => $"“{Printable.Shorten(w.Feature, 40)}”")])}.", 0.4, "Weights say what this model uses, not what causes the label.", Id));
    }

    private static void ByGroup(ExploredArchive explored, LabelledRows labelled, int[] chosen, List<ReportBlock> blocks)
    {
        if (!labelled.Grouped)
        {
            return;
        }

        var groups = Enumerable.Range(0, chosen.Length).GroupBy(i => labelled.Groups[i], StringComparer.Ordinal).Select(g =>
        {
            int[] rows = [.. g];
            var own = ConfusionMatrix.Of(Pick(labelled.Truth, rows), Pick(chosen, rows), labelled.Classes.Count);
            return (Name: Printable.Shorten(g.Key, 40), Recall: own.UnweightedAverageRecall, own.Accuracy, own.Rows);
        }).OrderBy(g => g.Recall).ToArray();
        if (groups.Length is < 2 or > MostGroups)
        {
            return;
        }

        blocks.Add(new ChartBlock(
            "Speaker by speaker", $"Average recall for each speaker or author, whom the model had not met: {Percent(groups[0].Recall)} for {groups[0].Name} to {Percent(groups[^1].Recall)} for {groups[^1].Name}.",
            BarChart.Of([.. groups.Select(g => new Bar(g.Name, g.Recall))], "unweighted average recall", ".0%", limit: 60)));
    }

    private static int Largest(ConfusionMatrix confusion) => Enumerable.Range(0, confusion.Classes).MaxBy(confusion.Support);

    private static IReadOnlyList<double> Thinned(IReadOnlyList<double> values)
    {
        const int Most = 300;
        return values.Count <= Most ? values : [.. Enumerable.Range(0, Most).Select(i => values[(int)((long)i * (values.Count - 1) / (Most - 1))])];
    }

    private static string Percent(double value) => Say.Share(value);

    private static int[] Pick(int[] values, ReadOnlySpan<int> rows)
    {
        var picked = new int[rows.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }
}
