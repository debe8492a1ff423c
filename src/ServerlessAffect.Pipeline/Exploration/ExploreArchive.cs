using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Files;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Exploration.Measuring;
using ServerlessAffect.Pipeline.Exploration.Pages;
using ServerlessAffect.Pipeline.Exploration.Projecting;
using ServerlessAffect.Pipeline.Training;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Html;

namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>Turns an archive into a report: reads and measures its items, lets the champions read them, and answers one question a page.</summary>
/// <param name="clock">Says when the report was made.</param>
/// <param name="champions">Read the items; null where no model does.</param>
public sealed class ExploreArchive(TimeProvider clock, IChampionReader? champions)
{
    private static readonly ISection[] Sections = [new ContentsPage(), new FeaturesPage(), new SoundPage(), new WordsPage(), new GroupsPage(), new TrajectoryPage(), new LabelsPage()];

    /// <returns>The report as it was written.</returns>
    /// <exception cref="AffectException">The archive or the request cannot be used; the sentence says what to change.</exception>
    public async Task<Report> RunAsync(ExploreRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        var stages = new ExploreProgress(clock, progress);
        stages.Say("reading the archive");
        return await RunAsync(await ArchiveReader.ReadAsync(request, cancellationToken).ConfigureAwait(false), request, stages, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As above, of an archive that was read already: nothing is read from <see cref="ExploreRequest.Source"/>.</summary>
    public Task<Report> RunAsync(Archive archive, ExploreRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        return RunAsync(archive, request, new ExploreProgress(clock, progress), cancellationToken);
    }

    private async Task<Report> RunAsync(Archive archive, ExploreRequest request, ExploreProgress stages, CancellationToken cancellationToken)
    {
        var explored = Prepare(request, await MeasureAsync(archive, request, stages, cancellationToken).ConfigureAwait(false));
        var groups = new Grouper(request, stages).Run(explored, cancellationToken);
        explored = explored with { Groups = groups, Projections = new Projector(request.Seed, stages).Run(explored, groups?.Space, cancellationToken) };
        explored = explored with { Readings = await ReadAsync(explored, stages, cancellationToken).ConfigureAwait(false) };

        var sections = new List<Section>();
        foreach (var section in Sections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await section.WriteAsync(explored, stages, cancellationToken).ConfigureAwait(false) is { } written)
            {
                sections.Add(written);
            }
        }

        stages.Say("writing the report");
        var report = Assemble(explored, sections);
        Directory.CreateDirectory(request.Folder);
        await using (var html = File.Create(Path.Combine(request.Folder, ExploreFiles.Html)))
        {
            await HtmlReport.WriteAsync(report, html, cancellationToken).ConfigureAwait(false);
        }

        await AssignmentsFile.WriteAsync(explored.Items, groups, Path.Combine(request.Folder, ExploreFiles.Assignments), cancellationToken).ConfigureAwait(false);
        await EmbeddingFile.WriteAsync(explored.Items, explored.Projections, Path.Combine(request.Folder, ExploreFiles.Embedding), cancellationToken).ConfigureAwait(false);
        await using (var json = File.Create(Path.Combine(request.Folder, ExploreFiles.Json)))
        {
            await JsonReport.WriteAsync(report, json, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    private static async Task<MeasuredArchive> MeasureAsync(Archive archive, ExploreRequest request, ExploreProgress stages, CancellationToken cancellationToken)
    {
        var set = FeatureSets.Choose(archive.Kind, request.Set);
        stages.Say(string.Create(CultureInfo.InvariantCulture, $"measuring {archive.Items.Count} items"));
        return archive.Kind switch
        {
            ArchiveKind.Recordings => await RecordingMeasuring.MeasureAsync(archive, set!, stages, cancellationToken).ConfigureAwait(false),
            ArchiveKind.Texts => TextMeasuring.Measure(archive, request.Seed, cancellationToken),
            _ => new MeasuredArchive(archive, null, archive.Columns, archive.Numbers!),
        };
    }

    private static ExploredArchive Prepare(ExploreRequest request, MeasuredArchive measured)
    {
        if (measured.Archive.Kind is ArchiveKind.Texts)
        {
            return new ExploredArchive(request, measured, measured.Values) { SpaceColumns = measured.Columns };
        }

        var scaler = StandardScaler.Fit(measured.Values);
        int[] varied = [.. Enumerable.Range(0, measured.Columns.Count).Where(c => scaler.Variance[c] > 0)];
        return new ExploredArchive(request, measured, scaler.Transform(measured.Values).TakeColumns(varied))
        {
            SpaceColumns = [.. varied.Select(c => measured.Columns[c])],
            Constant = [.. Enumerable.Range(0, measured.Columns.Count).Except(varied).Select(c => measured.Columns[c])],
        };
    }

    private async Task<IReadOnlyList<ArchiveReading>> ReadAsync(ExploredArchive explored, ExploreProgress stages, CancellationToken cancellationToken)
    {
        if (champions is null || explored.Archive.Kind is ArchiveKind.Numbers)
        {
            return [];
        }

        stages.Say("reading the items by the champions");
        return await champions.ReadAsync(explored.Items, cancellationToken).ConfigureAwait(false);
    }

    private Report Assemble(ExploredArchive explored, IReadOnlyList<Section> sections)
    {
        Finding[] findings = [.. sections.SelectMany(s => s.Findings).OrderByDescending(f => f.Weight)];
        return new Report
        {
            Title = $"What is in {Printable.Shorten(explored.Archive.Name, 80)}?",
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"{Say.Items(explored.Items.Count, "item", "items")}, {(explored.Measured.Set is { } set ? $"features {set}" : "numbers as they came")}, seed {explored.Request.Seed}"),
            Created = clock.GetUtcNow(),
            Pages = [SummaryPage.Write(explored, findings), .. sections.Select(s => s.Page)],
            KeyFigures = SummaryPage.Figures(explored),
            Findings = findings,
            Notices = explored.Archive.Terms is { } terms ? [terms] : [],
        };
    }
}
