using System.Diagnostics;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

public sealed class LargeFileTests(TinyModels models) : IClassFixture<TinyModels>, IDisposable
{
    private const int Bytes = 200 * 1024 * 1024;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_hundred_megabytes_of_csv_are_scored_in_memory_that_does_not_grow_with_them()
    {
        var row = "\"" + string.Concat(Enumerable.Repeat("a gain, and no loss at all; ", 2_000)) + "\"\n";
        var path = Path.Combine(_folder.Root, "large.csv");
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync("text\n");
            for (var written = 0; written < Bytes; written += row.Length)
            {
                await file.WriteAsync(row);
            }
        }

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "affect.dll"), "score", path, "--model", "tiny-mood", "--json"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[LocalModels.FolderVariable] = models.Root;
        using var score = Process.Start(start)!;
        var lines = 0;
        long peak = 0;
        while (await score.StandardOutput.ReadLineAsync() is not null)
        {
            if (lines++ % 64 == 0)
            {
                score.Refresh();
                peak = Math.Max(peak, score.HasExited ? 0 : score.WorkingSet64);
            }
        }

        await score.WaitForExitAsync();

        Assert.Equal(0, score.ExitCode);
        Assert.Equal((Bytes + row.Length - 1) / row.Length, lines);
        Assert.InRange(peak, 1, 400L * 1024 * 1024);
    }
}
