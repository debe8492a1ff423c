using System.CommandLine;
using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Exploring;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Training;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Exploration;
using ServerlessAffect.Pipeline.Exploration.Files;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect explore DIR|CSV|NPY --out DIR</c>.</summary>
internal sealed class ExploreCommand : Command, IHasExamples
{
    private const string Auto = "auto";

    private readonly Argument<string> _source = new("source") { Description = "A folder of recordings, videos or texts; a .csv or .jsonl file of texts; a .csv or .npy file of numbers", HelpName = "DIR|CSV|NPY" };

    private readonly Option<string?> _set = new("--set") { Description = "Features of the items: " + string.Join(", ", FeatureSets.Names), HelpName = "SET" };

    private readonly Option<string?> _labels = new("--labels") { Description = "Labels of the items: a csv with 'id' (or 'file') and 'label', and if wanted group, date, place, tags", HelpName = "CSV" };

    private readonly Option<string?> _textColumn = new("--text-column") { Description = "Column of the texts, where its name does not say so", HelpName = "C" };

    private readonly Option<string?> _methods = new("--methods") { Description = "Clusterers, with commas between; default: those that fit the number of items", HelpName = "LIST" };

    private readonly Option<string> _k = new("--k") { Description = "How many clusters; auto: chosen by the silhouette", HelpName = "N|auto", DefaultValueFactory = _ => Auto };

    private readonly Option<string?> _series = new("--series") { Description = "Numbers of days to hold against the archive: a csv with 'date' and one or more columns", HelpName = "CSV" };

    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything that is random", DefaultValueFactory = _ => 0 };

    private readonly Option<string> _out = new("--out", "-o") { Description = "Folder for report.html, report.json, assignments.csv and embedding.csv", Required = true };

    public ExploreCommand(Terminal terminal)
        : base("explore", "Turn an archive into a report: statistics, projections, clusters, trajectories, with pictures")
    {
        Arguments.Add(_source);
        foreach (var option in (Option[])[_set, _labels, _textColumn, _methods, _k, _series, _seed, _out])
        {
            Options.Add(option);
        }

        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect explore my-recordings --out report",
        "affect explore tweets.csv --text-column body --k 8 --out report",
        "affect explore features.npy --labels labels.csv --methods kmeans,ward --out report",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = parsed.GetRequiredValue(_out);
        var request = new ExploreRequest
        {
            Source = parsed.GetRequiredValue(_source),
            Set = parsed.GetValue(_set),
            Labels = parsed.GetValue(_labels),
            TextColumn = parsed.GetValue(_textColumn),
            Methods = parsed.GetValue(_methods)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Clusters = ParseClusters(parsed.GetRequiredValue(_k)),
            Series = parsed.GetValue(_series),
            Seed = parsed.GetValue(_seed),
            Folder = folder,
        };

        // What cannot be written to is found out before the minutes of measuring.
        using var made = new OutFolder(folder);
        var champions = new LocalChampions(LocalModels.Find(terminal.Surroundings), PurposeSetting.Of(terminal.Surroundings), terminal.Error);
        var report = await new ExploreArchive(TimeProvider.System, champions).RunAsync(request, new ProgressLines(terminal.Error), cancellationToken).ConfigureAwait(false);
        var html = Path.Combine(folder, ExploreFiles.Html);
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonLines.Write(terminal, new ExploredLine(html, [.. report.Pages.Select(p => p.Id)]));
            return ExitCodes.Done;
        }

        foreach (var page in report.Pages)
        {
            await terminal.Out.WriteLineAsync($"{page.Question} {page.Answer}").ConfigureAwait(false);
        }

        await terminal.Out.WriteLineAsync($"The report is {Printable.Shorten(html, 200)}; open it in a browser.").ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static int? ParseClusters(string value) => value == Auto ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? k
        : throw new AffectException(ErrorCodes.InvalidRequest, $"Expected a number of clusters or auto for --k; got '{Printable.Shorten(value, 20)}'.");
}
