using System.Collections;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Where the command runs.</summary>
/// <param name="WorkingFolder">Whose <c>.affect/</c> tells of a running stack.</param>
/// <param name="Variables">Environment variables.</param>
internal sealed record Surroundings(string WorkingFolder, IReadOnlyDictionary<string, string> Variables)
{
    public static Surroundings OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return new Surroundings(Environment.CurrentDirectory, variables);
    }
}
