using System.Diagnostics;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>Programs that make test media; where one is not installed its tests are skipped, and fail on a build server.</summary>
internal static class MediaTool
{
    public static void Require(string program, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!found && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail($"A build server must have {program} (apt install {package}).");
        }

        Skip.IfNot(found, $"No {program} on the path (apt install {package}).");
    }

    public static void Ffmpeg(params string[] arguments)
    {
        Require("ffmpeg", "ffmpeg");
        Run("ffmpeg", ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", .. arguments]);
    }

    public static void Sox(params string[] arguments)
    {
        Require("sox", "sox");
        Run("sox", arguments);
    }

    private static void Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }
}
