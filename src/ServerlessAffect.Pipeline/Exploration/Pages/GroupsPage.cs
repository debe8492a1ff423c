using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Metrics.Clustering;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Exploration.Projecting;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>Whether items fall into groups, how sure that is, and what sets each group apart.</summary>
internal sealed class GroupsPage : ISection
{
    private const string Id = "groups";

    // Kaufman and Rousseeuw: below, no substantial structure; above, a strong one.
    private const double NoStructure = 0.25;
    private const double StrongStructure = 0.5;

    public Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        if (explored.Groups is not { } groups)
        {
            return Task.FromResult<Section?>(null);
        }

        progress.Say("describing the groups");
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var best = groups.Best;
        var answer = Answer(groups, best, findings);
        if (best is not null)
        {
            Pictures(explored, best, blocks);
        }

        Variance(explored, blocks);
        Counts(groups, blocks);
        Methods(groups, blocks);
        if (best is not null)
        {
            Members(explored, groups, best, blocks, findings, cancellationToken);
        }

        Tree(explored, groups, blocks);
        foreach (var failed in groups.Failed)
        {
            blocks.Add(new CaveatBlock(failed));
        }

        return Task.FromResult<Section?>(new Section(new ReportPage(Id, "Do the items fall into groups?", answer, blocks), findings));
    }

    private static string Answer(Groups groups, MethodRun? best, List<Finding> findings)
    {
        if (best is null)
        {
            findings.Add(new Finding("No method finds groups in the archive.", 0.6, null, Id));
            return "No method that was tried finds two groups or more.";
        }

        var silhouette = best.Quality.Silhouette;
        var structure = silhouette < NoStructure ? "too weak to call them groups" : silhouette < StrongStructure ? "a weak structure" : "a clear structure";
        var agreement = best.Consensus?.Agreement.Mean ?? double.NaN;
        var stability = double.IsNaN(agreement) ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" Subsamples agree with an adjusted Rand index of {agreement:0.00} on the items they share (1 is full agreement, 0 chance).");
        var sentence = string.Create(
            CultureInfo.InvariantCulture, $"{best.Method.Title} finds {best.Quality.Clusters} groups with a silhouette of {silhouette:0.00}: {structure}.");
        findings.Add(new Finding(
            sentence, silhouette < NoStructure ? 0.55 : 0.7, double.IsNaN(agreement) || agreement > 0.8 ? null : string.Create(CultureInfo.InvariantCulture, $"Other samples of the archive give other groups (agreement {agreement:0.00})."), Id));
        var chosen = groups.Chosen ? $" {groups.Clusters} groups were asked for because the silhouette of k-means is highest there." : string.Empty;
        return sentence + stability + chosen;
    }

    private static void Pictures(ExploredArchive explored, MethodRun best, List<ReportBlock> blocks)
    {
        var (ids, names) = (ItemNames.Of(explored.Items), Array.ConvertAll<int, string>([.. best.Labels], NameOf));
        string[] labels = explored.Archive.IsLabelled ? [.. explored.Items.Select(i => i.Label ?? "no label")] : [];
        if (explored.Projections.Find(Projections.Pca) is { Points.Columns: 3 } pca)
        {
            var variance = explored.Projections.VarianceRatio.Take(3).Sum();
            blocks.Add(new ChartBlock(
                "In three dimensions", $"The first three principal components hold {Say.Share(variance)} of the variance; turn them with the sliders.",
                Scatter3D.Of(Column(pca, 0), Column(pca, 1), Column(pca, 2), ids, names, ["component 1", "component 2", "component 3"], "group")));
        }

        foreach (var projection in explored.Projections.All)
        {
            string[] drawn = [.. projection.Rows.Select(r => ids[r])];
            var trust = projection.Trust is { } t ? string.Create(CultureInfo.InvariantCulture, $" Trustworthiness {t:0.00}: how far neighbours here are neighbours in the features.") : string.Empty;
            var unread = projection.Name == Projections.Pca ? string.Empty : " Distances between far points and sizes of clouds mean nothing.";
            var (x, y) = (Column(projection, 0), Column(projection, 1));
            blocks.Add(new ChartBlock(
                $"{projection.Title}, by group", $"Each point is one item, coloured by its group.{trust}{unread}",
                Scatter.ByCategory(x, y, drawn, [.. projection.Rows.Select(r => names[r])], "dimension 1", "dimension 2", "group")));
            if (labels.Length > 0)
            {
                blocks.Add(new ChartBlock(
                    $"{projection.Title}, by label", "The same points, coloured by the label of the item.",
                    Scatter.ByCategory(x, y, drawn, [.. projection.Rows.Select(r => labels[r])], "dimension 1", "dimension 2", "label")));
            }
        }
    }

    private static void Variance(ExploredArchive explored, List<ReportBlock> blocks)
    {
        var ratios = explored.Projections.VarianceRatio;
        if (ratios.Count < 2)
        {
            return;
        }

        var (needed, sum) = (0, 0.0);
        while (needed < ratios.Count && sum < 0.95)
        {
            sum += ratios[needed++];
        }

        blocks.Add(new ChartBlock(
            "Variance by component", $"{Say.Items(needed, "component holds", "components hold")} 95 % of the variance; the first alone {Say.Share(ratios[0])}.", Scree.Of(ratios)));
    }

    private static void Counts(Groups groups, List<ReportBlock> blocks)
    {
        if (groups.Scan is not { Steps.Count: > 1 } scan)
        {
            return;
        }

        var votes = new[] { ("silhouette", scan.BySilhouette), ("elbow of the inertia", scan.Elbow), ("Calinski-Harabasz", scan.ByCalinskiHarabasz), ("Davies-Bouldin", scan.ByDaviesBouldin) }
            .Where(v => v.Item2 is not null).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Item1} says {v.Item2}"));
        blocks.Add(new ChartBlock(
            "How many groups", $"k-means for 2 to {scan.Steps[^1].Asked} groups: {Say.List([.. votes])}.",
            Elbow.Of([.. scan.Steps.Select(s => s.Asked)], [.. scan.Steps.Select(s => s.Quality.Inertia)], [.. scan.Steps.Select(s => s.Quality.Silhouette)], groups.Clusters)));
    }

    private static void Methods(Groups groups, List<ReportBlock> blocks)
    {
        TableColumn[] columns =
        [
            new("method"), new("groups", true), new("in no group", true), new("silhouette", true), new("its range", true), new("Calinski-Harabasz", true), new("Davies-Bouldin", true),
            new("agreement", true), new("ambiguous pairs", true), new("new items"),
        ];
        blocks.Add(new TableBlock("All methods. Ranges hold 95 % of resamples of the archive; agreement is the adjusted Rand index of subsamples on the items they share", columns, [.. groups.Runs.Select(Row)]));
        var ranged = groups.Runs.Where(r => r.Ranges is not null && double.IsFinite(r.Ranges.Silhouette.Mean)).ToArray();
        if (ranged.Length > 1)
        {
            blocks.Add(new ChartBlock(
                "Silhouettes over resamples", $"Mean and the range of 95 % of resamples; {ranged.MaxBy(r => r.Ranges!.Silhouette.Mean)!.Method.Title} is highest.",
                Intervals.Of([.. ranged.Select(r => new Interval(r.Method.Title, r.Ranges!.Silhouette.Mean, r.Ranges.Silhouette.Low, r.Ranges.Silhouette.High))], "silhouette", 0)));
        }

        blocks.Add(new TextBlock(
            "Agreement compares the groups of two subsamples item by item, only on the items that both hold. Comparing labels position by position, as studies sometimes do, gives 0 for the most stable method: the same place in two subsamples is another item."));
        if (groups.Runs.Any(r => r.FittedRows < r.Labels.Count))
        {
            blocks.Add(new CaveatBlock(
                $"{Say.List([.. groups.Runs.Where(r => r.FittedRows < r.Labels.Count).Select(r => $"{r.Method.Title} ({Say.Count(r.FittedRows)})")])} grouped a sample, and the other items joined by the rule in the last column."));
        }
    }

    private static IReadOnlyList<string> Row(MethodRun run) =>
    [
        run.Method.Title,
        Say.Count(run.Quality.Clusters),
        Say.Share(run.Quality.NoiseShare),
        Say.Figure(run.Quality.Silhouette),
        run.Ranges is { } ranges ? $"{Say.Figure(ranges.Silhouette.Low)} – {Say.Figure(ranges.Silhouette.High)}" : "–",
        Say.Figure(run.Quality.CalinskiHarabasz),
        Say.Figure(run.Quality.DaviesBouldin),
        run.Consensus is { } consensus ? Say.Figure(consensus.Agreement.Mean) : "–",
        run.Consensus is { } judged ? Say.Share(judged.AmbiguousShare) : "–",
        run.Fitted.Rule is AssignmentRule.Predicted ? "by the method" : "as the nearest item",
    ];

    private static void Members(ExploredArchive explored, Groups groups, MethodRun best, List<ReportBlock> blocks, List<Finding> findings, CancellationToken cancellationToken)
    {
        var members = ClusterMembers.Of(groups.Space, best.Labels, cancellationToken);
        var ids = ItemNames.Of(explored.Items);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var cluster in members)
        {
            var traits = ClusterTraits.Of(explored, cluster.Rows);
            rows.Add(
            [
                NameOf(cluster.Number),
                Say.Count(cluster.Rows.Count),
                traits.Count == 0 ? "nothing in particular" : string.Join(", ", traits),
                MainLabel(explored, cluster.Rows),
                string.Join(", ", cluster.Typical.Select(r => ids[r])),
                string.Join(", ", cluster.Boundary.Select(r => ids[r])),
            ]);
        }

        blocks.Add(new TableBlock(
            $"The groups of {best.Method.Title}. sd: standard deviations from the mean of the archive; typical items lie nearest to the middle of their group, doubtful ones nearest to another",
            [new("group"), new("items", true), new("what sets it apart"), new("labels"), new("typical items"), new("doubtful items")], rows));
        if (explored.Archive.IsLabelled)
        {
            int[] labelled = [.. Enumerable.Range(0, explored.Items.Count).Where(i => explored.Items[i].Label is not null)];
            string[] classes = [.. labelled.Select(i => explored.Items[i].Label!)];
            var index = classes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((c, k) => (c, k)).ToDictionary(c => c.c, c => c.k, StringComparer.Ordinal);
            var rand = ContingencyTable.Of(Array.ConvertAll(classes, c => index[c]), Array.ConvertAll(labelled, i => best.Labels[i])).AdjustedRand;
            findings.Add(new Finding(
                string.Create(CultureInfo.InvariantCulture, $"Groups and labels agree with an adjusted Rand index of {rand:0.00} (0 is chance, 1 the same)."),
                0.55,
                rand < 0.2 ? "What the features group the items by is something else than the labels: speakers, microphones, or length." : null,
                Id));
        }
    }

    private static string MainLabel(ExploredArchive explored, IReadOnlyList<int> rows)
    {
        if (!explored.Archive.IsLabelled)
        {
            return "–";
        }

        var counts = rows.CountBy(r => explored.Items[r].Label ?? "no label").OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(3);
        return string.Join(", ", counts.Select(c => $"{Printable.Shorten(c.Key, 40)} {Say.Share((double)c.Value / rows.Count)}"));
    }

    private static void Tree(ExploredArchive explored, Groups groups, List<ReportBlock> blocks)
    {
        if (groups.Runs.FirstOrDefault(r => r.Method.Name == "ward") is not { Fitted: MergedRows { Tree: { } tree } merged } run || run.FittedRows < 3)
        {
            return;
        }

        var linkage = new double[tree.Merges.Count, 4];
        for (var i = 0; i < tree.Merges.Count; i++)
        {
            var merge = tree.Merges[i];
            (linkage[i, 0], linkage[i, 1], linkage[i, 2], linkage[i, 3]) = (merge.First, merge.Second, merge.Distance, merge.Size);
        }

        var names = run.FittedRows == explored.Items.Count ? ItemNames.Of(explored.Items) : [.. Enumerable.Range(0, run.FittedRows).Select(i => $"item {i}")];
        var k = merged.ClusterCount;
        double? cut = k > 1 ? (tree.Merges[^(k - 1)].Distance + tree.Merges[^Math.Min(k, tree.Merges.Count)].Distance) / 2 : null;
        blocks.Add(new ChartBlock(
            "What joins what", $"The last merges of Ward's method; the higher a bar, the more unlike what it joins. The tree is cut into {k} groups.", Dendrogram.Of(linkage, names, "distance", cut: cut))
        { Wide = true });
    }

    private static string NameOf(int label) => label == IClustering.Noise ? "in no group" : string.Create(CultureInfo.InvariantCulture, $"group {label + 1}");

    private static double[] Column(Projection projection, int column)
    {
        var values = new double[projection.Rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = projection.Points[i, column];
        }

        return values;
    }
}
