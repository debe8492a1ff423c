using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.LocalHost;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Integration.Tests;

/// <summary>A folder of odd and broken recordings and videos through the whole host, dropped and sent: the right code for each, and nothing else is harmed.</summary>
public sealed class BadMediaTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CapturedLog _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("affect-tools-").FullName;

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Each_file_that_is_dropped_has_its_outcome_and_its_reason()
    {
        var folder = MediaFolder.Shared;
        await using var place = await Workplace.CreateAsync();
        await using var host = Build(place, ffmpeg: null);
        await host.StartAsync(CancellationToken.None);
        foreach (var (name, bytes, _) in folder.Files)
        {
            // As a stranger uploads it, whose names nobody has looked at.
            await place.UploadAsync(name, bytes);
        }

        await Workplace.WaitUntilAsync(async () => (await StatesAsync(place)).Values.Count(s => s.State is ItemState.Scored or ItemState.Quarantined or ItemState.Dead) == folder.Files.Count, Patience);
        var states = await StatesAsync(place);
        var outcomes = folder.Files.Select(f => $"{f.Name}: {states[ContentHash.Compute(f.Bytes)].Reason?.Code ?? states[ContentHash.Compute(f.Bytes)].State.ToString()}");
        Assert.Equal(string.Join('\n', folder.Files.Select(f => $"{f.Name}: {f.Code ?? "Scored"}")), string.Join('\n', outcomes));

        // Each that was refused lies beside its reason; nothing waits, nothing is dead.
        var reasons = (await place.ListBlobsAsync("quarantine")).Keys.Count(name => name.EndsWith(".reason.json", StringComparison.Ordinal));
        Assert.Equal(folder.Files.Count(f => f.Code is not null), reasons);
        Assert.Empty(await place.ListBlobsAsync("dead-letters"));
        Assert.Equal(0, await place.CountMessagesAsync());
    }

    [Fact]
    public async Task Each_that_is_sent_has_its_status_and_its_code()
    {
        var folder = MediaFolder.Shared;
        await using var place = await Workplace.CreateAsync();
        await using var host = Build(place, ffmpeg: null);
        await host.StartAsync(CancellationToken.None);
        using var http = Client(host);
        var (expected, came) = (new List<string>(), new List<string>());
        foreach (var (name, bytes, code) in folder.Files.Where(f => f.Code is not ("unsafe-name" or "too-long")))
        {
            expected.Add($"{name}: {code ?? "200"}");
            came.Add($"{name}: {await SendAsync(http, name, bytes)}");
        }

        Assert.Equal(string.Join('\n', expected), string.Join('\n', came));

        // Too long to be answered at once: accepted, and refused when its turn comes.
        Assert.Equal("202", await SendAsync(http, "hours.flac", folder.Files.Single(f => f.Code == "too-long").Bytes));
        await Workplace.WaitUntilAsync(async () => (await place.ListItemsAsync()) is [{ State: ItemState.Quarantined, Reason.Code: "too-long" }], Patience);
        Assert.True((bool)(await http.GetFromJsonAsync<JsonNode>(new Uri("/api/health", UriKind.Relative)))!["ready"]!);
    }

    [Theory]
    [InlineData(null, "missing-tool", 500, ItemState.Dead)]
    [InlineData("#!/bin/sh\nexec sleep 600\n", "decoding-limit", 422, ItemState.Quarantined)]
    [InlineData("#!/bin/sh\nkill -9 $$\n", "decoder-failed", 503, null)]
    public async Task A_decoder_that_is_missing_hangs_or_is_killed_harms_nothing_else(string? script, string code, int status, ItemState? end)
    {
        await using var place = await Workplace.CreateAsync();
        await using var host = Build(place, script is null ? Path.Combine(_folder, "nothing") : Tool(script));
        await host.StartAsync(CancellationToken.None);
        using var http = Client(host);
        var (video, plain, text) = (Content.VideoOf(1), Content.Recording(2), Content.Text(3));

        Assert.Equal(code, await SendAsync(http, "a.mp4", video.Bytes, status));
        Assert.Equal("200", await SendAsync(http, "a.wav", plain.Bytes));
        await place.DropAsync("a", video);
        await place.DropAsync("b", plain);
        await place.DropAsync("c", text);
        await place.WaitUntilScoredAsync([plain, text], Patience);
        if (end is { } state)
        {
            await Workplace.WaitUntilAsync(async () => (await StatesAsync(place)).TryGetValue(video.Id, out var item) && item.State == state, Patience);
            Assert.Equal(code, (await StatesAsync(place))[video.Id].Reason!.Code);
        }
        else
        {
            // It may succeed when repeated, so the file is not given up for it.
            Assert.DoesNotContain((await StatesAsync(place)).Values, item => item.State is ItemState.Dead or ItemState.Quarantined);
        }

        Assert.True((bool)(await http.GetFromJsonAsync<JsonNode>(new Uri("/api/health", UriKind.Relative)))!["ready"]!);
    }

    private static HttpClient Client(LocalFunctionsHost host)
    {
        var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("x-functions-key", "open");
        return http;
    }

    /// <returns>The code of the problem, or the status where there is none.</returns>
    private static async Task<string> SendAsync(HttpClient http, string name, byte[] bytes, int? status = null)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        using var answer = await http.PostAsync(new Uri("/api/score/audio", UriKind.Relative), form);
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.True(status is null || status == (int)answer.StatusCode, $"{name}: {answer.StatusCode}");
        return (string?)body!["code"] ?? ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<Dictionary<ContentHash, ItemRecord>> StatesAsync(Workplace place) => (await place.ListItemsAsync()).ToDictionary(item => item.Id);

    private string Tool(string script)
    {
        // Whom the decoder runs as may be nobody.
        const UnixFileMode everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var path = Path.Combine(_folder, "ffmpeg");
        File.WriteAllText(path, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, everybody);
            File.SetUnixFileMode(_folder, everybody);
        }

        return path;
    }

    private LocalFunctionsHost Build(Workplace place, string? ffmpeg)
    {
        var builder = LocalFunctionsHost.CreateBuilder(
            new LocalHostOptions
            {
                HostId = "media",
                Http = new HttpOptions { Port = 0, FunctionKeys = ["open"] },
                Blobs = new BlobOptions { ScanInterval = TimeSpan.FromMilliseconds(300) },
                Queues = new QueueOptions { MaxPollingInterval = TimeSpan.FromMilliseconds(300), RetryDelay = TimeSpan.Zero },
            },
            typeof(AffectServices).Assembly);
        builder.Configuration["AzureWebJobsStorage"] = place.ConnectionString;
        builder.Configuration["ReconcileSchedule"] = "*/2 * * * * *";
        builder.Configuration["Pipeline:MissedAfter"] = "00:00:01";
        builder.Configuration["Pipeline:MaxDuration"] = "00:05:00";
        builder.Configuration["Pipeline:DecoderPatience"] = "00:00:03";
        builder.Configuration["Affect:Ffmpeg"] = ffmpeg;
        builder.Logging.AddProvider(_log);
        builder.Services.AddServerlessAffect(builder.Configuration, onThisMachine: true);
        return builder.Build();
    }
}
