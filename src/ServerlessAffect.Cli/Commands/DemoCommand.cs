using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Demo;
using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect demo</c>: the whole way of a file on this machine, with the samples and models that come with the program.</summary>
internal sealed class DemoCommand : Command
{
    /// <summary>The setting <c>Affect:Ffmpeg</c> as the host that the demo starts reads it.</summary>
    private const string FfmpegVariable = "Affect__Ffmpeg";

    public DemoCommand(Terminal terminal)
        : base("demo", "Start everything on this machine, drop the samples, show their readings, stop")
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(JsonOption.Instance), terminal, cancellationToken));
    }

    private static async Task<int> RunAsync(bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var samples = await DemoSamples.FindAsync(SamplesFolder(), LocalModels.Find(terminal.Surroundings), new DecodingOptions { Ffmpeg = terminal.Surroundings.Variables.GetValueOrDefault(FfmpegVariable) }, cancellationToken).ConfigureAwait(false);
        var folder = Path.Combine(terminal.Surroundings.WorkingFolder, RunningStackFile.StateFolder, "demo");

        // Before half a minute's work whose results could not be kept.
        RunningStackFile.RequireFolder(terminal.Surroundings.WorkingFolder);
        OutputFolder.Create(folder);
        foreach (var reason in samples.LeftOut)
        {
            await terminal.Error.WriteLineAsync(reason).ConfigureAwait(false);
        }

        await terminal.Error.WriteLineAsync("Starting storage (Azurite, in memory) and the functions…").ConfigureAwait(false);
        var options = new StackOptions(StorageFolder: null, ApiPort: 0, BlobPort: 0, QueuePort: 0, ScanInterval: TimeSpan.FromMilliseconds(500), FunctionKeyFile.NewKey());
        await using var stack = await EmbeddedStack.StartAsync(options, terminal, cancellationToken).ConfigureAwait(false);
        var watch = new UploadWatch(stack.Get<IItemStore>(), stack.Get<IQuarantine>(), stack.Get<IAttemptLog>(), stack.Get<ModelDirectory>(), stack.Get<ExtractFeatures>());
        var drop = new InboxDrop(stack.Get<IMediaStore>(), watch, model: null, subject: null);
        var dropped = new List<DroppedInput>();
        foreach (var sample in samples.Files)
        {
            await terminal.Error.WriteLineAsync($"Dropping {Path.GetFileName(sample)}").ConfigureAwait(false);
            dropped.Add(await drop.RunAsync(sample, cancellationToken).ConfigureAwait(false) with { File = Path.GetFileName(sample) });
        }

        await terminal.Error.WriteLineAsync("Waiting for the readings…").ConfigureAwait(false);
        await DropResults.ShowAsync(dropped, watch, stack.Get<GetItem>(), terminal, json, cancellationToken).ConfigureAwait(false);
        var results = new DemoResults(stack.Get<GetItem>(), folder);
        var states = await results.WriteAsync(dropped, cancellationToken).ConfigureAwait(false);
        var counts = new SortedDictionary<ItemState, int>(states.Values.CountBy(s => s).ToDictionary());
        ShowEnd(new DemoSummary(results.Folder, stack.Running.Api, counts, Stopwatch.GetElapsedTime(started)), json, terminal);
        return DemoExpectation.IsMet(dropped.Select(d => d.File), states) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string SamplesFolder() => Installation.FindFolder("samples")
        ?? throw new AffectException(ErrorCodes.NotFound, "The folder samples/ that comes with the program is missing; run the demo in a checkout of the repository.");

    private static void ShowEnd(DemoSummary summary, bool json, Terminal terminal)
    {
        if (json)
        {
            JsonLines.Write(terminal, summary);
            return;
        }

        var states = string.Join(", ", summary.Items.Select(c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"));
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"Items    {states}; {summary.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s from start to here");
        terminal.Out.WriteLine($"Results  {summary.Results}");
        terminal.Out.WriteLine($"API      {summary.Api}api/ while the demo ran; './affect up' starts it to stay");
        terminal.Out.WriteLine("Next     ./affect score --text 'your text'    ./affect --help");
    }
}
