using System.ComponentModel;
using System.Diagnostics;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>
/// What takes a child's rights away before it sees a file: no network (a network namespace of its own), no privileges and, where this process is root,
/// nobody's user. As much of it as this machine permits; found out once.
/// </summary>
internal static class ChildConfinement
{
    private const string Nobody = "65534";

    private static readonly string[] NoPrivileges = ["--no-new-privs", "--inh-caps=-all", "--"];

    private static readonly string[] AsNobody = ["--reuid=" + Nobody, "--regid=" + Nobody, "--clear-groups", "--bounding-set=-all", .. NoPrivileges];

    private static readonly Lazy<IReadOnlyList<string>> Found = new(Find);

    /// <summary>Programs and arguments to put in front of a command; each of them becomes the next, so that one process remains.</summary>
    public static IReadOnlyList<string> Prefix => Found.Value;

    /// <summary>Whether the child runs as another user, who must be able to read what it is handed.</summary>
    public static bool ChangesUser => Prefix.Contains(AsNobody[0]);

    private static IReadOnlyList<string> Find()
    {
        if (!OperatingSystem.IsLinux() || FfmpegProgram.OnPath("setpriv") is not { } setpriv)
        {
            return [];
        }

        string[] rights = [setpriv, .. Environment.IsPrivilegedProcess ? AsNobody : NoPrivileges];
        string[][] network = FfmpegProgram.OnPath("unshare") is { } unshare ? [[unshare, "--net", "--"], [unshare, "--user", "--net", "--"], []] : [[]];
        foreach (var apart in network)
        {
            if (Works([.. apart, .. rights]))
            {
                return [.. apart, .. rights];
            }
        }

        return [];
    }

    private static bool Works(string[] prefix)
    {
        var start = new ProcessStartInfo(prefix[0], [.. prefix[1..], "true"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
