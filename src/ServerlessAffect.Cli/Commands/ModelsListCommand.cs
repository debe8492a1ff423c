using System.CommandLine;
using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect models list</c>: every version of every model, one line each.</summary>
internal sealed class ModelsListCommand : Command
{
    public ModelsListCommand(Terminal terminal)
        : base("list", "Every version of every model, newest first")
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(JsonOption.Instance), terminal, cancellationToken));
    }

    private static async Task<int> RunAsync(bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var table = new PlainTable("model", "version", "alias", ">accuracy", ">macro-F1", "created");
        await foreach (var model in ModelCatalogue.ListAsync(terminal.Surroundings, cancellationToken).ConfigureAwait(false))
        {
            if (json)
            {
                JsonLines.Write(terminal, model);
            }

            table.Add(
                model.Name,
                model.Version,
                string.Join(", ", model.Aliases),
                Metric(model.Metrics.GetValueOrDefault("accuracy")?.Value),
                Metric(model.Metrics.GetValueOrDefault("macroF1")?.Value),
                model.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (!json)
        {
            table.Write(terminal);
        }

        return ExitCodes.Done;
    }

    private static string Metric(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
