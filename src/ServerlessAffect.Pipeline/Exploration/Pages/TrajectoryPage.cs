using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Pipeline.Exploration.Trajectories;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>How readings move over time, from place to place and from tag to tag, and whether an outside series moves with them.</summary>
internal sealed class TrajectoryPage : ISection
{
    private const string Id = "trajectories";
    private const double Level = 0.05;
    private const int ShownDifferences = 30;
    private const int FewestDates = 5;

    public async Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        var measures = Measures.Of(explored);
        IReadOnlyList<string>[] tags = [.. explored.Items.Select(i => i.Place is { } place ? [.. i.Tags, place] : i.Tags)];
        int[] dated = [.. Enumerable.Range(0, explored.Items.Count).Where(i => explored.Items[i].Date is not null)];
        var hasDates = dated.Select(i => Day(explored, i)).Distinct().Take(FewestDates).Count() == FewestDates;
        if (measures.Count == 0 || (!hasDates && !tags.Any(t => t.Count > 0)))
        {
            return null;
        }

        progress.Say("following the readings");
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var answers = new List<string>();
        if (hasDates)
        {
            answers.Add(OverTime(explored, measures, dated, blocks, findings));
        }

        if (TagDifference.Of(tags, measures, explored.Request.Seed, cancellationToken) is { Count: > 0 } differences)
        {
            answers.Add(ByTag(differences, blocks, findings));
        }

        if (hasDates && explored.Request.Series is { } path)
        {
            answers.Add(Outside(explored, measures, dated, await OutsideSeries.ReadAsync(path, cancellationToken).ConfigureAwait(false), blocks, findings));
        }

        if (explored.Readings.Count > 0)
        {
            blocks.Add(new CaveatBlock("Readings are estimates of models with errors of their own; a difference between times or tags may be a difference in what the model hears or reads well."));
        }

        return new Section(new ReportPage(Id, "How does it move over time, by place and by tag?", string.Join(' ', answers), blocks), findings);
    }

    private static string OverTime(ExploredArchive explored, IReadOnlyList<Measure> measures, int[] dated, List<ReportBlock> blocks, List<Finding> findings)
    {
        var (first, last) = (dated.Min(i => Day(explored, i)), dated.Max(i => Day(explored, i)));
        var spans = TimeSpans.For(first, last);
        var counts = dated.CountBy(i => spans.StartOf(Day(explored, i))).OrderBy(c => c.Key).ToArray();
        blocks.Add(new ChartBlock(
            "Items over time", $"Items by {spans.Name}, from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.",
            Timeline.Of([.. counts.Select(c => new TimelinePoint("items", c.Key, c.Value))], $"items a {spans.Name}", zero: true)));
        foreach (var model in measures.GroupBy(m => m.Name.Split(':')[0]))
        {
            var points = model.SelectMany(m => Points(explored, m, dated, spans)).ToArray();
            blocks.Add(new ChartBlock(
                $"{model.Key} over time", $"Means by {spans.Name} with intervals of 95 %; {Say.Items(dated.Length, "item has", "items have")} a date.", Timeline.Of(points, "mean"))
            { Wide = true });
        }

        if (dated.Length < explored.Items.Count)
        {
            blocks.Add(new CaveatBlock($"{Say.Items(explored.Items.Count - dated.Length, "item has", "items have")} no date and stand in no curve."));
        }

        var busiest = counts.MaxBy(c => c.Value);
        findings.Add(new Finding(
            string.Create(CultureInfo.InvariantCulture, $"The archive spans {first:yyyy-MM-dd} to {last:yyyy-MM-dd}; its busiest {spans.Name} starts {busiest.Key:yyyy-MM-dd} with {busiest.Value} items."), 0.35, null, Id));
        return string.Create(CultureInfo.InvariantCulture, $"{Say.Items(dated.Length, "item has a date", "items have dates")}, from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
    }

    private static IEnumerable<TimelinePoint> Points(ExploredArchive explored, Measure measure, int[] dated, TimeSpans spans)
    {
        foreach (var span in dated.Where(i => !double.IsNaN(measure.Values[i])).GroupBy(i => spans.StartOf(Day(explored, i))).OrderBy(s => s.Key))
        {
            double[] values = [.. span.Select(i => measure.Values[i])];
            var mean = values.Average();

            // Normal, of the mean; one value alone has no interval.
            var half = values.Length > 1 ? 1.96 * Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length) : double.NaN;
            yield return new TimelinePoint(measure.Name, span.Key, mean, mean - half, mean + half);
        }
    }

    private static string ByTag(IReadOnlyList<TagDifference> differences, List<ReportBlock> blocks, List<Finding> findings)
    {
        var found = differences.Where(d => d.PValue < Level).ToArray();
        var shown = differences.Take(ShownDifferences).ToArray();
        blocks.Add(new ChartBlock(
            "Differences by tag and place", $"Mean of the items with a tag less the mean of the others; {found.Length} of {differences.Count} differences stand after correction for so many tests.",
            Intervals.Of([.. shown.Select(d => new Interval($"{Printable.Shorten(d.Tag, 40)}: {d.Measure}", d.Difference.Value, d.Difference.Low, d.Difference.High))], "difference", 0))
        { Wide = true });
        blocks.Add(new TableBlock(
            "The same with tests (Mann-Whitney, corrected after Benjamini and Hochberg)",
            [new("tag or place"), new("measure"), new("items", true), new("difference", true), new("95 % interval", true), new("p, corrected", true)],
            [.. shown.Select(d => (IReadOnlyList<string>)[Printable.Shorten(d.Tag, 60), d.Measure, Say.Count(d.Count), Say.Figure(d.Difference.Value), $"{Say.Figure(d.Difference.Low)} – {Say.Figure(d.Difference.High)}", Say.Figure(d.PValue)])]));
        if (found.Length > 0)
        {
            findings.Add(new Finding(
                $"“{Printable.Shorten(found[0].Tag, 40)}” differs most: {found[0].Measure} is {Say.Figure(Math.Abs(found[0].Difference.Value))} {(found[0].Difference.Value > 0 ? "higher" : "lower")} there than elsewhere.",
                0.6, "A difference between tags is not an effect of the tag.", Id));
        }

        return found.Length == 0 ? "No tag and no place differs from the others beyond chance." : $"{Say.Items(found.Length, "difference", "differences")} between tags or places {(found.Length == 1 ? "stands" : "stand")} after correction.";
    }

    private static string Outside(ExploredArchive explored, IReadOnlyList<Measure> measures, int[] dated, IReadOnlyList<OutsideSeries> outside, List<ReportBlock> blocks, List<Finding> findings)
    {
        var inside = new List<(string, IReadOnlyDictionary<DateOnly, double>)> { ("items a day", Daily(explored, dated)) };
        inside.AddRange(measures.Select(m => (m.Name, (IReadOnlyDictionary<DateOnly, double>)Daily(explored, m, dated))).Where(d => d.Item2.Count > 0));
        var comparisons = SeriesComparison.Of(outside, inside);
        if (comparisons.Count == 0)
        {
            blocks.Add(new CaveatBlock("The outside series and the archive have fewer than ten days in common; nothing was compared."));
            return "The outside series has too few days in common with the archive.";
        }

        var rows = new List<IReadOnlyList<string>>();
        foreach (var comparison in comparisons)
        {
            if (comparison.Strongest is { } s)
            {
                var (lag, r) = (comparison.Lags[s].Lag, comparison.Lags[s].Correlation);
                rows.Add([comparison.Outside, comparison.Inside, Say.Count(comparison.Days), LagOf(lag), Say.Figure(r.Value), $"{Say.Figure(r.Low)} – {Say.Figure(r.High)}", Say.Figure(comparison.PValues[s])]);
            }
        }

        foreach (var group in comparisons.GroupBy(c => c.Outside))
        {
            blocks.Add(new ChartBlock(
                $"{group.Key} against the archive", "Correlation when the outside series is shifted; to the right it follows the archive, to the left it runs ahead.",
                LineChart.Of([.. group.Take(8).Select(c => new Line(c.Inside, [.. c.Lags.Select(l => (double)l.Lag)], [.. c.Lags.Select(l => l.Correlation.Value)]))], "days that the outside series is behind", "correlation"))
            { Wide = true });
        }

        blocks.Add(new TableBlock(
            "The strongest lag of each pair. Intervals allow for series that change slowly; p is corrected for all lags of all pairs",
            [new("outside"), new("archive"), new("days", true), new("lag"), new("correlation", true), new("95 % interval", true), new("p, corrected", true)], rows));
        var found = comparisons.Where(c => c.Strongest is { } s && c.PValues[s] < Level).MaxBy(c => Math.Abs(c.Lags[c.Strongest!.Value].Correlation.Value));
        if (found is null)
        {
            return "No correlation with the outside series stands after correction.";
        }

        var strongest = found.Lags[found.Strongest!.Value];
        var sentence = $"{found.Outside} and {found.Inside} correlate with {Say.Figure(strongest.Correlation.Value)} where the outside series is {LagOf(strongest.Lag)}.";
        findings.Add(new Finding(sentence, 0.6, "The best of many lags looks better than it is, and series with trends correlate without any cause.", Id));
        return sentence;
    }

    private static Dictionary<DateOnly, double> Daily(ExploredArchive explored, int[] dated)
    {
        var counts = dated.CountBy(i => Day(explored, i)).ToDictionary(c => c.Key, c => (double)c.Value);
        for (var (day, last) = (counts.Keys.Min(), counts.Keys.Max()); day <= last; day = day.AddDays(1))
        {
            counts.TryAdd(day, 0);
        }

        return counts;
    }

    private static Dictionary<DateOnly, double> Daily(ExploredArchive explored, Measure measure, int[] dated) =>
        dated.Where(i => !double.IsNaN(measure.Values[i])).GroupBy(i => Day(explored, i)).ToDictionary(d => d.Key, d => d.Average(i => measure.Values[i]));

    private static string LagOf(int lag) => lag switch
    {
        0 => "on the same day",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"{lag} days behind"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{-lag} days ahead"),
    };

    private static DateOnly Day(ExploredArchive explored, int row) => DateOnly.FromDateTime(explored.Items[row].Date!.Value.UtcDateTime);
}
