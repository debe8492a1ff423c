using System.CommandLine;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary><c>--json</c>, which every command understands.</summary>
internal static class JsonOption
{
    public static Option<bool> Instance { get; } = new("--json")
    {
        Description = "JSON lines alone on standard output; everything else goes to standard error",
        Recursive = true,
    };
}
