using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.LocalHost;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Integration.Tests;

/// <summary>What a person wrote never reaches a log, whatever becomes of it on its way.</summary>
public sealed class LogTests : IDisposable
{
    private const string Secret = "xylophonist";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CapturedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task No_line_has_a_word_of_what_was_handed_in()
    {
        await using var place = await Workplace.CreateAsync();
        await using var host = Build(place.ConnectionString);
        await host.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("x-functions-key", "open");

        var text = $"The {Secret} lifts its outlook";
        await DropAllAsync(place, text);
        await AskAllAsync(http, text);
        await place.WaitUntilScoredAsync([new Content(".txt", Encoding.UTF8.GetBytes(text))], Patience);
        await Workplace.WaitUntilAsync(async () => (await place.ListItemsAsync()).Count(i => i.State is Core.Items.ItemState.Quarantined) == 3, Patience);
        await DamageAllAsync(place, http, ContentHash.Compute(Encoding.UTF8.GetBytes(text)));

        // The item's damaged record, the quarantined files and the damaged message have each been told.
        await Workplace.WaitUntilAsync(() => Task.FromResult(new[] { " 2001 ", " 1101 ", " 3001 ", " 24 " }.All(id => _log.Lines.Any(l => l.Contains(id, StringComparison.Ordinal)))), Patience);
        Assert.DoesNotContain(_log.Lines, line => line.Contains(Secret, StringComparison.OrdinalIgnoreCase));
    }

    private LocalFunctionsHost Build(string connectionString)
    {
        var builder = LocalFunctionsHost.CreateBuilder(
            new LocalHostOptions
            {
                HostId = "logs",
                Http = new HttpOptions { Port = 0, FunctionKeys = ["open"] },
                Blobs = new BlobOptions { ScanInterval = TimeSpan.FromMilliseconds(300) },
                Queues = new QueueOptions { MaxPollingInterval = TimeSpan.FromMilliseconds(300), RetryDelay = TimeSpan.Zero },
            },
            typeof(AffectServices).Assembly);
        builder.Configuration["AzureWebJobsStorage"] = connectionString;
        builder.Configuration["ReconcileSchedule"] = "*/2 * * * * *";
        builder.Configuration["Pipeline:MissedAfter"] = "00:00:01";
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
        builder.Services.AddServerlessAffect(builder.Configuration);
        return builder.Build();
    }

    private static async Task DropAllAsync(Workplace place, string text)
    {
        await place.DropAsync("good.txt", text);
        await place.DropAsync("open.csv", $"id,text\n1,\"{Secret} and never an end");
        await place.DropAsync("broken.jsonl", $"{{\"text\": \"{Secret}\", \"{Secret}\": }}");
        await place.DropAsync("columns.csv", $"{Secret},{Secret}s\n1,2\n");
    }

    private static async Task AskAllAsync(HttpClient http, string text)
    {
        string[] bodies =
        [
            $$"""{"text":"{{text}}"}""",
            $$"""{"text":"{{text}}""",
            $$"""{"{{Secret}}":1}""",
            $$"""{"text":["{{Secret}}"]}""",
            $$"""{"text":"a","model":"{{Secret}}"}""",
            $$"""{"text":"a","model":"{{Secret}} @ {{Secret}}"}""",
            $$"""{"items":[{"id":"{{Secret}}","text":7}]}""",
            Secret,
        ];
        foreach (var body in bodies)
        {
            foreach (var path in new[] { "score/text", $"items/{Secret}/labels", $"items/{new string('0', 64)}/labels" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/" + path, UriKind.Relative));
                request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
                request.Headers.Add("Idempotency-Key", Secret);
                (await http.SendAsync(request)).Dispose();
            }
        }

        using var bytes = new ByteArrayContent([.. "{\"text\":\""u8, .. Encoding.UTF8.GetBytes(Secret), 0xff, .. "\"}"u8]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await http.PostAsync(new Uri("/api/score/text", UriKind.Relative), bytes)).Dispose();
    }

    /// <summary>What the program keeps becomes what a person wrote, where it is read again.</summary>
    private static async Task DamageAllAsync(Workplace place, HttpClient http, ContentHash item)
    {
        // Broken behind the name, so that the reader's own message has the name in its path.
        var damage = BinaryData.FromString($"{{\"{Secret}\": {Secret}");
        foreach (var container in new[] { "predictions", "features", "labels", "items" })
        {
            var blobs = new BlobContainerClient(place.ConnectionString, container);
            await blobs.CreateIfNotExistsAsync();
            await foreach (var blob in blobs.GetBlobsAsync())
            {
                if (blob.Name.StartsWith(item.Value, StringComparison.Ordinal))
                {
                    await blobs.GetBlobClient(blob.Name).UploadAsync(damage, overwrite: true);
                }
            }

            (await http.GetAsync(new Uri($"/api/items/{item.Value}", UriKind.Relative))).Dispose();
            await http.GetFromJsonAsync<JsonNode>(new Uri("/api/items", UriKind.Relative));
        }

        var queue = new QueueClient(place.ConnectionString, "score-requests");
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"{Secret}\":1}}")));
        await queue.SendMessageAsync(Secret);
        await place.DropAsync("again.txt", $"The {Secret} lifts its outlook");
    }
}
