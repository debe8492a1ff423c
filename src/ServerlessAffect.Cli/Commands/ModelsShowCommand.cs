using System.CommandLine;
using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect models show NAME[@VERSION]</c>: one version with its figures and terms.</summary>
internal sealed class ModelsShowCommand : Command
{
    private readonly Argument<ModelRef> _model = ModelArgument.Create("NAME for the champion, or NAME@VERSION");

    public ModelsShowCommand(Terminal terminal)
        : base("show", "One version: what it was trained on, its figures with their intervals, its terms")
    {
        Arguments.Add(_model);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var reference = parsed.GetRequiredValue(_model);
        var model = await FindAsync(reference, terminal.Surroundings, cancellationToken).ConfigureAwait(false)
            ?? throw new AffectException(ErrorCodes.UnknownModel, $"There is no model '{Printable.Shorten(reference.ToString(), 64)}'; 'affect models list' shows all.");
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonLines.Write(terminal, model);
            return ExitCodes.Done;
        }

        var facts = new PlainTable("model", $"{model.Name}@{model.Version}");
        facts.Add("alias", string.Join(", ", model.Aliases));
        facts.Add("created", model.Created.ToString("u", CultureInfo.InvariantCulture));
        facts.Add("recipe", model.Recipe);
        facts.Add("snapshot", model.Snapshot.Value);
        facts.Add("sha256", model.Sha256.Value);
        foreach (var (measure, estimate) in model.Metrics)
        {
            facts.Add(measure, string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.0000}  (95 %: {estimate.Low:0.0000} to {estimate.High:0.0000})"));
        }

        facts.Add("terms", model.Terms);
        facts.Write(terminal);
        return ExitCodes.Done;
    }

    private static async Task<ModelListing?> FindAsync(ModelRef reference, Surroundings surroundings, CancellationToken cancellationToken)
    {
        await foreach (var model in ModelCatalogue.ListAsync(surroundings, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(model.Name, reference.Name, StringComparison.Ordinal)
                && (reference.Version is null ? model.Aliases.Contains("champion", StringComparer.Ordinal) : string.Equals(model.Version, reference.Version, StringComparison.Ordinal)))
            {
                return model;
            }
        }

        return null;
    }
}
