using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;

namespace ServerlessAffect.Cli.Tests.Running;

/// <summary>One run of the command inside this process.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output line by line; fails where a line is not JSON.</summary>
    public IReadOnlyList<JsonNode> Lines =>
        [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l) ?? throw new JsonException("null is no line"))];

    private static readonly Surroundings Nowhere = new(Path.GetTempPath(), new Dictionary<string, string>());

    /// <summary>Where nothing runs and nothing is set.</summary>
    public static Task<CommandRun> OfAsync(params string[] args) => OfAsync(Nowhere, Stream.Null, args);

    public static Task<CommandRun> OfAsync(Surroundings surroundings, params string[] args) => OfAsync(surroundings, Stream.Null, args);

    public static async Task<CommandRun> OfAsync(Surroundings surroundings, Stream input, string[] args)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        int code;
        using (var terminal = new Terminal(surroundings, input, output, error, isInteractive: false, Terminal.DefaultWidth))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            code = await new AffectCommandLine(terminal).RunAsync(args, limit.Token);
            await terminal.OutBytes.FlushAsync(CancellationToken.None);
            return new CommandRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
        }
    }
}
