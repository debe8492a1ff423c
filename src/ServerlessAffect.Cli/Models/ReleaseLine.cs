using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Cli.Models;

/// <summary>What <c>affect models publish --json</c> and <c>affect models rollback --json</c> print.</summary>
/// <param name="Release">Number of the release that made the version champion.</param>
/// <param name="Since">When that was.</param>
internal sealed record ReleaseLine(string Name, string Version, int Release, DateTimeOffset Since, string Reason)
{
    public static ReleaseLine Of(ModelRelease release) => new(release.Model, release.Version, release.Sequence, release.At, release.Reason);

    public void Write(bool json, Terminal terminal)
    {
        if (json)
        {
            JsonLines.Write(terminal, this);
            return;
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}@{Version} is the champion since release {Release} ({Since:u}): {Reason}"));
    }
}
