using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>How many items, how long and how loud, of which classes and by whom.</summary>
internal sealed class ContentsPage : ISection
{
    private const string Id = "contents";
    private const double QuietRms = 0.003;
    private const double Lopsided = 0.5;

    public Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var answer = explored.Archive.Kind switch
        {
            ArchiveKind.Recordings => Recordings(explored, blocks, findings),
            ArchiveKind.Texts => Texts(explored, blocks, findings),
            _ => $"{Say.Items(explored.Items.Count, "row", "rows")} of {Say.Items(explored.Measured.Columns.Count, "number", "numbers")} each.",
        };
        Classes(explored, blocks, findings);
        Groups(explored, blocks);
        var page = new ReportPage(Id, "What is in the archive?", answer, blocks);
        return Task.FromResult<Section?>(new Section(page, findings));
    }

    private static string Recordings(ExploredArchive explored, List<ReportBlock> blocks, List<Finding> findings)
    {
        var levels = explored.Measured.Levels;
        double[] seconds = [.. levels.Select(l => l.Seconds)];
        double[] loudness = [.. levels.Select(l => Decibels(l.Rms))];
        var (total, sorted) = (seconds.Sum(), seconds.Order().ToArray());
        var (quiet, clipped) = (levels.Count(l => l.Rms < QuietRms), levels.Count(l => l.Clipped > 0.001));
        var middle = sorted[sorted.Length / 2];
        blocks.Add(new ChartBlock(
            "Durations", $"Half of the recordings last {Say.Duration(middle)} or less; the shortest {Say.Duration(sorted[0])}, the longest {Say.Duration(sorted[^1])}.", Histogram.Of(seconds, "duration (s)", countTitle: "recordings")));
        blocks.Add(new ChartBlock(
            "Loudness",
            $"Root mean square level against full scale: between {Say.Figure(loudness.Min())} and {Say.Figure(loudness.Max())} dB.",
            Histogram.Of(loudness, "RMS level (dB below full scale)", countTitle: "recordings")));
        blocks.Add(new TableBlock("Amplitudes over all recordings", [new TableColumn("measure"), new TableColumn("lowest", true), new TableColumn("median", true), new TableColumn("highest", true)],
        [
            Row("peak (full scale is 1)", [.. levels.Select(l => l.Peak)]),
            Row("RMS", [.. levels.Select(l => l.Rms)]),
            Row("crest factor (peak / RMS)", [.. levels.Select(l => l.Rms > 0 ? l.Peak / l.Rms : double.NaN)]),
            Row("samples at full scale (%)", [.. levels.Select(l => 100 * l.Clipped)]),
        ]));
        if (clipped > 0)
        {
            findings.Add(new Finding($"{Say.Items(clipped, "recording is", "recordings are")} cut off at full scale in more than 0.1 % of the samples.", 0.5, "Clipping changes every feature of the spectrum.", Id));
        }

        if (quiet > 0)
        {
            findings.Add(new Finding($"{Say.Items(quiet, "recording is", "recordings are")} nearly silent.", 0.5, null, Id));
        }

        if (sorted[^1] > 4 * Math.Max(middle, 0.1))
        {
            findings.Add(new Finding($"Lengths differ much: the longest recording lasts {Say.Duration(sorted[^1])}, the middle one {Say.Duration(middle)}.", 0.35, "Means over long recordings hide what changes within them.", Id));
        }

        return $"{Say.Items(levels.Count, "recording", "recordings")} of {Say.Duration(total)} together, {Say.Duration(middle)} in the middle.";
    }

    private static string Texts(ExploredArchive explored, List<ReportBlock> blocks, List<Finding> findings)
    {
        var links = explored.Measured.Terms!.Links;
        double[] words = [.. explored.Items.Select(i => (double)Words(i.Text!))];
        var sorted = words.Order().ToArray();
        var linked = links.Count(l => l > 0);
        blocks.Add(new ChartBlock(
            "Lengths", $"Half of the texts have {Say.Figure(sorted[sorted.Length / 2])} words or fewer; the longest has {Say.Figure(sorted[^1])}.", Histogram.Of(words, "words", countTitle: "texts")));
        if (linked > 0)
        {
            blocks.Add(new ChartBlock(
                "Links",
                $"{Say.Share((double)linked / links.Count)} of the texts hold a link.",
                BarChart.OfCounts([.. links.CountBy(l => Math.Min(l, 5)).OrderBy(c => c.Key).Select(c => KeyValuePair.Create(c.Key == 5 ? "5 or more" : Say.Count(c.Key), c.Value))], "texts by their number of links")));
        }

        var parts = explored.Items.Select(i => i.Part).OfType<string>().CountBy(p => p).ToArray();
        if (parts.Length > 1)
        {
            blocks.Add(new TableBlock("Parts", [new TableColumn("part"), new TableColumn("texts", true)], [.. parts.Select(p => (IReadOnlyList<string>)[p.Key, Say.Count(p.Value)])]));
        }

        if (linked > links.Count / 2)
        {
            findings.Add(new Finding($"{Say.Share((double)linked / links.Count)} of the texts hold a link.", 0.3, "Links are left out of the words; what stands behind them is not read.", Id));
        }

        return $"{Say.Items(links.Count, "text", "texts")} of {Say.Figure(words.Sum())} words together, {Say.Figure(sorted[sorted.Length / 2])} in the middle.";
    }

    private static void Classes(ExploredArchive explored, List<ReportBlock> blocks, List<Finding> findings)
    {
        if (!explored.Archive.IsLabelled)
        {
            return;
        }

        var counts = explored.Items.Select(i => i.Label).OfType<string>().CountBy(l => l, StringComparer.Ordinal).OrderByDescending(c => c.Value).ToArray();
        var (labelled, share) = (counts.Sum(c => c.Value), (double)counts[0].Value / counts.Sum(c => c.Value));
        var missing = explored.Items.Count - labelled;
        blocks.Add(new ChartBlock(
            "Classes",
            $"{Say.Count(counts.Length)} classes; the largest, {counts[0].Key}, has {Say.Share(share)} of the labelled items, the smallest, {counts[^1].Key}, {Say.Share((double)counts[^1].Value / labelled)}."
            + (missing > 0 ? $" {Say.Items(missing, "item has", "items have")} no label." : string.Empty),
            BarChart.OfCounts(counts, "items")));
        findings.Add(new Finding(
            $"Always saying {counts[0].Key} would be right for {Say.Share(share)} of the labelled items.",
            share >= Lopsided ? 0.8 : 0.45,
            share >= Lopsided ? "An accuracy near this says nothing; look at the average recall of the classes." : null,
            Id));
    }

    private static void Groups(ExploredArchive explored, List<ReportBlock> blocks)
    {
        var groups = explored.Items.Select(i => i.Group).OfType<string>().CountBy(g => g, StringComparer.Ordinal).ToArray();
        if (groups.Length is > 1 and < 500)
        {
            blocks.Add(new ChartBlock(
                "Speakers or authors",
                $"{Say.Count(groups.Length)} of them, with {Say.Count(groups.Min(g => g.Value))} to {Say.Count(groups.Max(g => g.Value))} items each.",
                BarChart.OfCounts(groups, "items")));
        }
    }

    private static IReadOnlyList<string> Row(string name, double[] values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? [name, "–", "–", "–"] : [name, Say.Figure(sorted[0]), Say.Figure(sorted[sorted.Length / 2]), Say.Figure(sorted[^1])];
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static double Decibels(double rms) => 20 * Math.Log10(Math.Max(rms, 1e-6));
}
