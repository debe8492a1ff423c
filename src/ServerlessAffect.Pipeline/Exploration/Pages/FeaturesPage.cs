using System.Numerics.Tensors;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.FeatureSelection;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>How the features are distributed, which say the same, and which differ between classes. Directions of texts have no meaning of their own and get no page.</summary>
internal sealed class FeaturesPage : ISection
{
    private const string Id = "features";
    private const int DrawnFeatures = 48;
    private const int MappedFeatures = 60;
    private const int BoxedFeatures = 4;
    private const double Redundant = 0.95;

    public Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        if (explored.Archive.Kind is ArchiveKind.Texts || explored.Items.Count < 2 || explored.SpaceColumns.Count == 0)
        {
            return Task.FromResult<Section?>(null);
        }

        progress.Say("comparing the features");
        var names = explored.SpaceColumns;
        var measured = Enumerable.Range(0, explored.Measured.Columns.Count).Where(c => !explored.Constant.Contains(explored.Measured.Columns[c], StringComparer.Ordinal)).ToArray();
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var drawn = Math.Min(DrawnFeatures, names.Count);
        blocks.Add(new ChartBlock(
            "Distributions",
            drawn < names.Count ? $"The first {drawn} of {names.Count} features, each on its own scale." : $"All {names.Count} features that vary, each on its own scale.",
            HistogramGrid.Of([.. Enumerable.Range(0, drawn).Select(c => new Series(names[c], Column(explored.Measured.Values, measured[c])))]))
        { Wide = true });
        Correlations(explored, blocks, findings);
        ByClass(explored, measured, blocks, findings);
        if (explored.Constant.Count > 0)
        {
            blocks.Add(new CaveatBlock($"The same for every item, and left out of all comparisons: {Say.List([.. explored.Constant.Take(12)])}{(explored.Constant.Count > 12 ? ", …" : string.Empty)}."));
        }

        var page = new ReportPage(Id, "What do the features look like?", Answer(explored, findings), blocks);
        return Task.FromResult<Section?>(new Section(page, findings));
    }

    private static string Answer(ExploredArchive explored, List<Finding> findings) =>
        $"{Say.Items(explored.SpaceColumns.Count, "feature varies", "features vary")} over {Say.Items(explored.Items.Count, "item", "items")}."
        + (findings.Count > 0 ? " " + findings[0].Sentence : string.Empty);

    private static void Correlations(ExploredArchive explored, List<ReportBlock> blocks, List<Finding> findings)
    {
        var names = explored.SpaceColumns;
        var mapped = Math.Min(MappedFeatures, names.Count);
        if (mapped < 2)
        {
            return;
        }

        double[][] columns = [.. Enumerable.Range(0, mapped).Select(c => Column(explored.Space, c))];
        var map = new double[mapped, mapped];
        var (redundant, strongest, pair) = (0, 0.0, (0, 0));
        for (var a = 0; a < mapped; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                // Columns of the space have mean 0 and variance 1.
                var r = a == b ? 1 : Math.Clamp(TensorPrimitives.Dot<double>(columns[a], columns[b]) / columns[a].Length, -1, 1);
                map[a, b] = map[b, a] = r;
                if (a != b && Math.Abs(r) > Math.Abs(strongest))
                {
                    (strongest, pair) = (r, (b, a));
                }

                redundant += a != b && Math.Abs(r) >= Redundant ? 1 : 0;
            }
        }

        string[] shown = [.. names.Take(mapped)];
        blocks.Add(new ChartBlock(
            "Correlations",
            $"Pearson correlation of every two features{(mapped < names.Count ? $" of the first {mapped}" : string.Empty)}; the strongest is {Say.Figure(strongest)}, between {names[pair.Item1]} and {names[pair.Item2]}.",
            Heatmap.Of(shown, shown, map, "correlation", HeatmapScale.Diverging))
        { Wide = true });
        if (redundant > 0)
        {
            findings.Add(new Finding(
                $"{Say.Items(redundant, "pair of features says", "pairs of features say")} nearly the same (correlation of {Redundant} or beyond), {names[pair.Item1]} and {names[pair.Item2]} first.",
                0.3,
                "Distances count what is said twice twice; principal components take that away.",
                Id));
        }
    }

    private static void ByClass(ExploredArchive explored, int[] measured, List<ReportBlock> blocks, List<Finding> findings)
    {
        if (!explored.Archive.IsLabelled)
        {
            return;
        }

        int[] rows = [.. Enumerable.Range(0, explored.Items.Count).Where(i => explored.Items[i].Label is not null)];
        string[] classes = [.. rows.Select(r => explored.Items[r].Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var y = Array.ConvertAll(rows, r => Array.IndexOf(classes, explored.Items[r].Label));
        if (rows.Length <= classes.Length)
        {
            return;
        }

        var anova = AnovaF.Of(explored.Space.TakeRows(rows), y, classes.Length);
        int[] strongest = [.. Enumerable.Range(0, anova.F.Length).Where(c => !double.IsNaN(anova.F[c])).OrderByDescending(c => anova.F[c]).Take(BoxedFeatures)];
        foreach (var c in strongest)
        {
            double[] values = [.. rows.Select(r => explored.Measured.Values[r, measured[c]])];
            blocks.Add(new ChartBlock(
                $"{explored.SpaceColumns[c]} by class",
                Sentence(explored.SpaceColumns[c], classes, y, values),
                BoxPlot.Of([.. Enumerable.Range(0, classes.Length).Select(k => FiveNumbers.Of(classes[k], [.. values.Where((_, i) => y[i] == k)]))], explored.SpaceColumns[c])));
        }

        if (strongest.Length > 0)
        {
            findings.Insert(0, new Finding(
                $"Of single features, {Say.List([.. strongest.Take(3).Select(c => explored.SpaceColumns[c])])} differ most between the classes.",
                0.5,
                "By the analysis of variance, one feature at a time, on all items: what is found this way is not yet a prediction.",
                Id));
        }
    }

    private static string Sentence(string name, string[] classes, int[] y, double[] values)
    {
        var medians = classes.Select((c, k) => (Class: c, Median: FiveNumbers.Of(c, [.. values.Where((_, i) => y[i] == k)]).Median)).OrderBy(m => m.Median).ToArray();
        return $"In the middle, {name} is lowest for {medians[0].Class} ({Say.Figure(medians[0].Median)}) and highest for {medians[^1].Class} ({Say.Figure(medians[^1].Median)}).";
    }

    private static double[] Column(DenseMatrix x, int column)
    {
        var values = new double[x.Rows];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = x[i, column];
        }

        return values;
    }
}
