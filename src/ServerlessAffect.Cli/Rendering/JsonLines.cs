using System.Text.Json;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Whole records as JSON lines.</summary>
internal static class JsonLines
{
    public static void Write<T>(Terminal terminal, T record)
    {
        JsonSerializer.Serialize(terminal.OutBytes, record, AffectJson.Options);
        terminal.OutBytes.Write("\n"u8);
        terminal.OutBytes.Flush();
    }
}
