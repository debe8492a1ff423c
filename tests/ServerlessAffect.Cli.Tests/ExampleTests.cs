using System.CommandLine;
using System.Text.RegularExpressions;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Cli.Tests;

/// <summary>What help shows as an example has to work as it stands there.</summary>
public sealed partial class ExampleTests
{
    public static TheoryData<string> Commands()
    {
        var all = new TheoryData<string>();
        foreach (var name in Root().Subcommands.SelectMany(c => c.Subcommands.Prepend(c)).Where(c => c is IHasExamples).Select(PathOf))
        {
            all.Add(name);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_is_a_command_line_that_is_understood(string command)
    {
        var root = Root();
        var examples = ((IHasExamples)root.Parse(command.Split(' ')).CommandResult.Command).Examples;

        Assert.NotEmpty(examples);
        Assert.Contains(examples, e => Spoken(e).StartsWith($"affect {command}", StringComparison.Ordinal));
        Assert.All(examples, e => Assert.Empty(Parse(root, e).Errors));
    }

    [Fact]
    public async Task Every_example_of_a_label_names_a_class_of_the_model_that_comes_with_the_program()
    {
        var root = Root();
        var models = new LocalModels(Path.Combine(SharedFiles.RepositoryRoot, "models"));
        foreach (var example in ((IHasExamples)root.Parse(["label"]).CommandResult.Command).Examples)
        {
            var parsed = Parse(root, example);
            var model = await models.FindAsync(new ModelRef(parsed.GetRequiredValue<string>("--model"), null), CancellationToken.None);

            Assert.Contains(parsed.GetRequiredValue<string>("--label"), model.Manifest.Classes);
        }
    }

    // ITEM stands for the 64 digits that no example can know.
    private static ParseResult Parse(RootCommand root, string example) =>
        root.Parse([.. Words().Matches(Spoken(example).Replace("ITEM", ContentHash.Compute("words"u8).Value, StringComparison.Ordinal)).Skip(1).Select(w => w.Value.Trim('\''))]);

    /// <summary>The example without what is the shell's: a variable or a pipe before, a redirection or a remark behind.</summary>
    private static string Spoken(string example) => example[example.IndexOf("affect ", StringComparison.Ordinal)..].Split(" > ")[0].Split("   ")[0];

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Words();

    private static RootCommand Root() => AffectRoot.Create(
        new Terminal(new Surroundings(Path.GetTempPath(), new Dictionary<string, string>()), Stream.Null, Stream.Null, TextWriter.Null, isInteractive: false, Terminal.DefaultWidth));

    private static string PathOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{parent.Name} {command.Name}" : command.Name;
}
