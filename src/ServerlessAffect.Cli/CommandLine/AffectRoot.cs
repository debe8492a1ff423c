using System.CommandLine;
using ServerlessAffect.Cli.Commands;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Every command of <c>affect</c>, in the order in which help shows them.</summary>
internal static class AffectRoot
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Time-stamped, calibrated emotion and topic readings of what you drop, from models that you own.")
        {
            new TrainCommand(terminal),
            new EvaluateCommand(terminal),
            new TestCommand(terminal),
        };
        root.Options.Add(JsonOption.Instance);
        return root;
    }
}
