using System.Security.Cryptography;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>The file <c>.affect/function-key</c>: the key stays the same over restarts, as what is stored does. Readable by its owner alone.</summary>
internal static class FunctionKeyFile
{
    private const int Bytes = 20;

    /// <summary>A key for a stack that keeps nothing.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The key of this folder; made where there is none, or where the file holds none. Removing the file gives a new one.</summary>
    public static string ReadOrCreate(string workingFolder)
    {
        var path = Path.Combine(workingFolder, RunningStackFile.StateFolder, "function-key");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: 2 * Bytes } kept && kept.All(char.IsAsciiHexDigitLower))
        {
            return kept;
        }

        var key = NewKey();
        OwnersFile.Write(path, file => file.Write(System.Text.Encoding.ASCII.GetBytes(key + "\n")));
        return key;
    }
}
