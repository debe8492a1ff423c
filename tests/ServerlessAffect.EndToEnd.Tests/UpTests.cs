using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using ServerlessAffect.EndToEnd.Tests.Running;

namespace ServerlessAffect.EndToEnd.Tests;

public sealed class UpTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Up_serves_the_api_and_the_other_commands_and_keeps_its_storage_over_a_restart()
    {
        string? key = null;
        var note = _folder.Write("note.txt", "Quarterly profit doubles, guidance raised");
        using (var up = AffectProcess.Start(_folder.Root, "up", "--port", "0", "--json"))
        {
            await up.UntilAsync(() => up.Out.Contains('\n', StringComparison.Ordinal));
            var stack = up.Lines[0];
            await AssertApiAnswersAsync(stack);
            key = stack["functionKey"]!.GetValue<string>();

            using var drop = await AffectProcess.RunAsync(_folder.Root, "drop", note, "--subject", "anna", "--wait", "--json");
            Assert.True(await drop.ExitCodeAsync() == 0, drop.Error);
            Assert.All(drop.Lines, l => Assert.Equal("scored", l["status"]!.GetValue<string>()));

            up.Interrupt();
            Assert.True(await up.ExitCodeAsync(60) == 0, up.Error);
            Assert.False(File.Exists(Path.Combine(_folder.Root, ".affect", "up.json")));
        }

        using var again = AffectProcess.Start(_folder.Root, "up", "--port", "0");
        await again.UntilAsync(() => again.Out.Contains("Ctrl-C", StringComparison.Ordinal));
        Assert.Contains(key!, again.Out, StringComparison.Ordinal);
        using var status = await AffectProcess.RunAsync(_folder.Root, "status", "--json");
        Assert.Equal(1, Assert.Single(status.Lines)["items"]!["scored"]!.GetValue<int>());
        using var erase = await AffectProcess.RunAsync(_folder.Root, "erase", "--subject", "anna", "--json");
        Assert.Equal(1, Assert.Single(erase.Lines)["items"]!.GetValue<int>());
        again.Interrupt();
        Assert.Equal(0, await again.ExitCodeAsync(60));
    }

    [Fact]
    public async Task Everything_that_was_acknowledged_is_there_after_a_kill_and_an_immediate_restart()
    {
        string[] notes = [.. Enumerable.Range(0, 60).Select(i => _folder.Write($"note-{i:00}.txt", $"Quarterly profit rises by {i} percent"))];
        using (var up = AffectProcess.Start(_folder.Root, "up", "--port", "0", "--json"))
        {
            await up.UntilAsync(() => up.Out.Contains('\n', StringComparison.Ordinal));
            using var drop = await AffectProcess.RunAsync(_folder.Root, ["drop", .. notes]);
            Assert.True(await drop.ExitCodeAsync() == 0, drop.Error);
            await up.KillAsync();
        }

        using var again = AffectProcess.Start(_folder.Root, "up", "--port", "0", "--json");
        await again.UntilAsync(() => again.Out.Contains('\n', StringComparison.Ordinal));

        var inbox = new BlobContainerClient(again.Lines[0]["connectionString"]!.GetValue<string>(), "inbox");
        var kept = await inbox.GetBlobsAsync().Select(b => b.Name).ToListAsync();
        Assert.Equal(notes.Select(n => Path.GetFileName(n)), kept);
        foreach (var name in kept)
        {
            Assert.NotEmpty((await inbox.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString());
        }

        again.Interrupt();
        Assert.True(await again.ExitCodeAsync(60) == 0, again.Error);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line_with_the_remedy()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var up = await AffectProcess.RunAsync(_folder.Root, "up", "--port", $"{port}");

        Assert.Equal(1, await up.ExitCodeAsync());
        var line = Assert.Single(up.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("affect:", line, StringComparison.Ordinal);
        Assert.Contains($"{port}", line, StringComparison.Ordinal);
        Assert.Contains("--port", line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, ".affect")), "Something was left behind.");
    }

    [Fact]
    public async Task A_schedule_of_ones_own_is_honoured()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "affect.dll"), "up", "--port", "0"]) { WorkingDirectory = _folder.Root };
        start.Environment["ReconcileSchedule"] = "now and then";

        using var up = AffectProcess.StartOther(start);

        Assert.Equal(1, await up.ExitCodeAsync());
        Assert.Contains("now and then", up.Error, StringComparison.Ordinal);
    }

    private static async Task AssertApiAnswersAsync(JsonNode stack)
    {
        using var client = new HttpClient { BaseAddress = new Uri(stack["api"]!.GetValue<string>()) };
        using var closed = await client.PostAsJsonAsync("api/score/text", new { text = "a gain" });
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);

        client.DefaultRequestHeaders.Add("x-functions-key", stack["functionKey"]!.GetValue<string>());
        using var open = await client.PostAsJsonAsync("api/score/text", new { text = "Quarterly profit doubles" });
        Assert.True(open.IsSuccessStatusCode, await open.Content.ReadAsStringAsync());
        foreach (var (path, status) in new[] { ("openapi.json", HttpStatusCode.OK), ("health", HttpStatusCode.OK), ("models", HttpStatusCode.OK), ("items", HttpStatusCode.OK), ($"items/{new string('0', 64)}", HttpStatusCode.NotFound) })
        {
            using var whole = await client.GetAsync($"api/{path}");
            using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"api/{path}"));
            Assert.Equal((status, status), (whole.StatusCode, head.StatusCode));
            Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.NotEmpty(await whole.Content.ReadAsByteArrayAsync());
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }
}
