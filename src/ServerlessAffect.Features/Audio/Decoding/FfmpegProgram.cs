using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>Where ffmpeg is.</summary>
internal static class FfmpegProgram
{
    /// <summary>The setting <c>Affect:Ffmpeg</c> as an environment has it.</summary>
    public const string Variable = "Affect__Ffmpeg";

    /// <summary>Full path of the program.</summary>
    /// <param name="configured">A path, a name to look for, or null for what <see cref="Variable"/> names, else <c>ffmpeg</c>.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.MissingTool"/>.</exception>
    public static string Locate(string? configured, string mediaName) =>
        Locate(configured, Environment.GetEnvironmentVariable(Variable), mediaName);

    internal static string Locate(string? configured, string? variable, string mediaName)
    {
        var name = new[] { configured, variable, "ffmpeg" }.First(n => !string.IsNullOrEmpty(n))!;
        return OnPath(name) ?? throw new AffectException(
            ErrorCodes.MissingTool,
            $"Decoding '{mediaName}' needs ffmpeg, which was not found; install it (Debian, Ubuntu: apt-get install ffmpeg) or set Affect:Ffmpeg ({Variable} in the environment) to its path. Plain WAV files need none.");
    }

    /// <summary>Full path of a program, or null where there is none.</summary>
    public static string? OnPath(string name)
    {
        if (name.Contains(Path.DirectorySeparatorChar))
        {
            return File.Exists(name) ? Path.GetFullPath(name) : null;
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
