using System.CommandLine;
using System.CommandLine.Parsing;
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
    private readonly Argument<string> _model = new("model") { Description = "NAME for the champion, or NAME@VERSION" };

    public ModelsShowCommand(Terminal terminal)
        : base("show", "One version: what it was trained on, its figures with their intervals, its terms")
    {
        _model.Validators.Add(RequireReference);
        Arguments.Add(_model);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    private static void RequireReference(ArgumentResult result)
    {
        if (!ModelRef.TryParse(result.Tokens is [var token] ? token.Value : null, out _))
        {
            result.AddError("A model is named NAME or NAME@VERSION, in lower-case letters, digits and hyphens.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_model);
        var model = await FindAsync(name, terminal.Surroundings, cancellationToken).ConfigureAwait(false)
            ?? throw new AffectException(ErrorCodes.UnknownModel, $"There is no model '{Printable.Shorten(name, 64)}'; 'affect models list' shows all.");
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

    private static async Task<ModelListing?> FindAsync(string text, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (!ModelRef.TryParse(text, out var reference))
        {
            return null;
        }

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
