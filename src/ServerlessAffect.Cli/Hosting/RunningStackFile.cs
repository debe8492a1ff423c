using System.Diagnostics;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>The file <c>.affect/up.json</c>: readable by its owner alone, for it holds a key.</summary>
internal static class RunningStackFile
{
    public const string StateFolder = ".affect";

    /// <summary>That the state folder can be used, before anything is started for it.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InputOutput"/>: a file has its name.</exception>
    public static void RequireFolder(string workingFolder)
    {
        if (File.Exists(Path.Combine(workingFolder, StateFolder)))
        {
            throw new AffectException(ErrorCodes.InputOutput, $"'{StateFolder}' is a file, and a folder of that name is needed here; move the file away, or work in another folder.");
        }
    }

    private static string PathIn(string workingFolder) => Path.Combine(workingFolder, StateFolder, "up.json");

    public static void Write(string workingFolder, RunningStack stack) =>
        OwnersFile.Write(PathIn(workingFolder), file => JsonSerializer.Serialize(file, stack, AffectJson.Indented));

    public static void Delete(string workingFolder) => File.Delete(PathIn(workingFolder));

    /// <summary>The stack that runs in this folder; null where none does, or the file was left behind by one that crashed.</summary>
    public static RunningStack? Find(string workingFolder)
    {
        var path = PathIn(workingFolder);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var stack = JsonSerializer.Deserialize<RunningStack>(File.ReadAllBytes(path), AffectJson.Options);
            return stack is not null && IsAlive(stack.ProcessId) ? stack : null;
        }
        catch (JsonException)
        {
            // Half written by a process that was killed: as good as none.
            return null;
        }
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
