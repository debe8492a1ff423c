using System.CommandLine;
using System.CommandLine.Help;
using ServerlessAffect.Cli.Commands;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Every command of <c>affect</c>, in the order in which help shows them.</summary>
internal static class AffectRoot
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Calibrated readings of emotion, topic and sentiment from recordings, videos and texts that you drop, by models that you own.")
        {
            new DemoCommand(terminal),
            new UpCommand(terminal),
            new ScoreCommand(terminal),
            new FeaturesCommand(terminal),
            new ExploreCommand(terminal),
            new TrainCommand(terminal),
            new EvaluateCommand(terminal),
            new DropCommand(terminal),
            new ModelsCommand(terminal),
            new LabelCommand(terminal),
            new StatusCommand(terminal),
            new RetryCommand(terminal),
            new EraseCommand(terminal),
            new TestCommand(terminal),
        };
        root.Options.Add(JsonOption.Instance);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }
}
