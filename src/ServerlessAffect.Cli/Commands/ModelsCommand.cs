using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect models list|show|publish|rollback</c>.</summary>
internal sealed class ModelsCommand : Command
{
    public ModelsCommand(Terminal terminal)
        : base("models", "The models of a running 'affect up', or those that come with the program")
    {
        Subcommands.Add(new ModelsListCommand(terminal));
        Subcommands.Add(new ModelsShowCommand(terminal));
        Subcommands.Add(new ModelsPublishCommand(terminal));
        Subcommands.Add(new ModelsRollbackCommand(terminal));
    }
}
