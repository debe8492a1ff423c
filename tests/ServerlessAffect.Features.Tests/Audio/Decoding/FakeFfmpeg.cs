namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>A script in ffmpeg's place, which any user may run.</summary>
internal sealed class FakeFfmpeg : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute
        | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    public FakeFfmpeg(string script)
    {
        Skip.If(OperatingSystem.IsWindows(), "Shell scripts.");
        Path = _folder.Write("ffmpeg", "#!/bin/sh\n" + script + "\n");
        Allow(_folder.Path, Everybody);
        Allow(Path, Everybody);
    }

    public string Path { get; }

    /// <summary>Takes everybody's right to run it.</summary>
    public void Forbid() => Allow(Path, UnixFileMode.UserRead);

    public void Dispose() => _folder.Dispose();

    /// <summary>Whether a process runs whose command line is this.</summary>
    public static bool Runs(string commandLine) =>
        Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(System.IO.Path.GetFileName(d)[0])).Any(d =>
        {
            try
            {
                return File.ReadAllText(System.IO.Path.Combine(d, "cmdline")).Replace('\0', ' ').Trim() == commandLine;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false; // It has ended in the meantime.
            }
        });

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
