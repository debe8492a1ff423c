using System.CommandLine;
using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect status</c>: items by state, queues, live models.</summary>
internal sealed class StatusCommand : Command
{
    public StatusCommand(Terminal terminal)
        : base("status", "Show how many items are in each state, what waits in queues, and which models are live")
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(JsonOption.Instance), terminal, cancellationToken));
    }

    private static async Task<int> RunAsync(bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var status = await storage.Get<GetStatus>().RunAsync(cancellationToken).ConfigureAwait(false);
        if (json)
        {
            JsonLines.Write(terminal, status);
            return ExitCodes.Done;
        }

        var items = status.Items;
        var counts = new PlainTable(">received", ">extracted", ">scored", ">quarantined", ">dead", ">waiting in queues", ">given up");
        counts.Add(
            Text(items.Received), Text(items.Extracted), Text(items.Scored), Text(items.Quarantined), Text(items.Dead), Text(Messages(status, poison: false)), Text(Messages(status, poison: true)));
        counts.Write(terminal);
        terminal.Out.WriteLine();

        var models = new PlainTable("live model", "version", "since");
        foreach (var model in status.Models)
        {
            models.Add(model.Name, model.Version, model.Since.ToString("u", CultureInfo.InvariantCulture));
        }

        models.Write(terminal);
        return ExitCodes.Done;
    }

    private static long Messages(ServiceStatus status, bool poison) =>
        status.Queues.Where(q => q.Key.EndsWith("-poison", StringComparison.Ordinal) == poison).Sum(q => q.Value);

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
