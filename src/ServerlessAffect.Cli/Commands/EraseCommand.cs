using System.CommandLine;
using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect erase --subject S</c>: removes everything that is kept about one subject and says what that was.</summary>
internal sealed class EraseCommand : Command, IHasExamples
{
    public EraseCommand(Terminal terminal)
        : base("erase", "Remove a subject's media, features, predictions, labels and reports, and say what was removed")
    {
        var subject = SubjectOption.AddTo(new Option<string>("--subject") { Description = "Whose items to erase, as it was given to 'affect drop --subject'", Required = true });
        Options.Add(subject);
        SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(subject), parsed.GetValue(JsonOption.Instance), terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect erase --subject anna",
    ];

    private static async Task<int> RunAsync(string subject, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var erasure = await storage.Get<EraseSubject>().RunAsync(subject, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            JsonLines.Write(terminal, erasure);
            return ExitCodes.Done;
        }

        if (erasure is { Items: 0, Kept: 0 } && erasure.Removed.Values.Sum() == 0)
        {
            await terminal.Out.WriteLineAsync("Nothing of that subject was found, so nothing was erased; a subject is written exactly as it was given to 'affect drop --subject'.").ConfigureAwait(false);
            return ExitCodes.Done;
        }

        await terminal.Out.WriteLineAsync(
            $"Erased {erasure.Items} items" + (erasure.Kept == 0 ? "." : $"; {erasure.Kept} stay because they are about other subjects too.")).ConfigureAwait(false);
        if (erasure.Removed.Count > 0)
        {
            var table = new PlainTable("kind", ">removed");
            foreach (var (kind, count) in erasure.Removed)
            {
                table.Add(kind, count.ToString(CultureInfo.InvariantCulture));
            }

            table.Write(terminal);
        }

        return ExitCodes.Done;
    }
}
