using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Testing;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class QueueTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_message_is_handled_and_leaves_the_queue()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Queue.CreateAsync();
        for (var i = 0; i < 40; i++)
        {
            await scenario.Queue.SendMessageAsync($"message {i}");
        }

        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Queue) == 0, "the queue is empty");
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"message {i}").Order(), scenario.Journal.Entries.Order());
    }

    [Fact]
    public async Task Message_is_bound_to_what_its_json_says()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.StartAsync<OrderFunction>();
        await Eventually.HoldsAsync(async () => await scenario.Queue.ExistsAsync(), "the host makes the queue");

        await scenario.Queue.SendMessageAsync("""{"name":"tea","COUNT":3}""");

        await Eventually.HoldsAsync(() => scenario.Journal.Count("3 tea") == 1, "the order comes");
    }

    [Fact]
    public async Task Malformed_messages_go_to_poison_with_a_reason_and_hold_nobody_up()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.Queue.CreateAsync();
        await scenario.RawQueue.SendMessageAsync("not base64 at all!");
        await scenario.RawQueue.SendMessageAsync(Convert.ToBase64String([0xff, 0xfe, 0xfd]));
        await scenario.Queue.SendMessageAsync("{\"name\":");
        await scenario.Queue.SendMessageAsync("""{"name":"tea","count":1}""");

        await scenario.StartAsync<OrderFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Poison) == 3, "three are given up");
        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Queue) == 0, "nothing is left");
        Assert.Equal(["1 tea"], scenario.Journal.Entries);
        var poison = (await scenario.Poison.PeekMessagesAsync(3)).Value;
        Assert.Contains(poison, m => m.Body.ToString() == "not base64 at all!");
        var reasons = await Task.WhenAll(poison.Select(async m => (await scenario.HostBlobs
            .GetBlobClient($"poison/{scenario.Options.HostId}/{scenario.Poison.Name}/{m.MessageId}.json").DownloadContentAsync()).Value.Content.ToString()));
        Assert.Single(reasons, r => r.Contains("not Base64", StringComparison.Ordinal));
        Assert.Single(reasons, r => r.Contains("not UTF-8", StringComparison.Ordinal));
        Assert.Single(reasons, r => r.Contains("not the JSON of a Order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_goes_to_poison_after_five_recorded_failures()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Journal.OnEntry = (_, _) => throw new InvalidOperationException("what a person wrote");
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("bad luck");

        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Poison) == 1, "it is given up");
        Assert.Equal(5, scenario.Journal.Count("bad luck"));
        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Queue) == 0, "it left the queue");
        Assert.Equal("bad luck", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((await scenario.Poison.PeekMessageAsync()).Value.Body.ToString())));
        await foreach (var blob in scenario.HostBlobs.GetBlobsAsync(prefix: $"poison/{scenario.Options.HostId}/"))
        {
            var reason = (await scenario.HostBlobs.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString();
            Assert.Contains("InvalidOperationException", reason, StringComparison.Ordinal);
            Assert.DoesNotContain("what a person wrote", reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Message_that_the_function_finds_damaged_goes_to_poison_at_once_with_its_reason()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Journal.OnEntry = (_, _) => throw new AffectException(ErrorCodes.DamagedMessage, "The message is of another version.");
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("from elsewhere");

        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Poison) == 1, "it is given up");
        Assert.Equal(1, scenario.Journal.Count("from elsewhere"));
        var poison = (await scenario.Poison.PeekMessageAsync()).Value;
        var reason = scenario.HostBlobs.GetBlobClient($"poison/{scenario.Options.HostId}/{scenario.Poison.Name}/{poison.MessageId}.json");
        await Eventually.HoldsAsync(async () => await reason.ExistsAsync(), "its reason is beside it");
        Assert.Contains("of another version", (await reason.DownloadContentAsync()).Value.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transient_faults_are_not_attempts_and_the_message_comes_again()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Journal.OnEntry = (_, _) => scenario.Journal.Entries.Count < 12
            ? throw new AffectException(ErrorCodes.Conflict, "Somebody else was faster.", isTransient: true)
            : Task.CompletedTask;
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("contended");

        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Queue) == 0, "it is handled at last");
        Assert.Equal(12, scenario.Journal.Count("contended"));
        Assert.Equal(0, await scenario.WaitingAsync(scenario.Poison));
    }

    [Theory]
    [InlineData(ErrorCodes.Conflict, 7)]
    [InlineData(ErrorCodes.TimedOut, 5)]
    public async Task Transient_faults_end_at_the_cap_and_time_outs_count(string code, int deliveries)
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Options = scenario.Options with { Queues = scenario.Options.Queues with { MaxDeliveries = 7 } };
        scenario.Journal.OnEntry = (_, _) => throw new AffectException(code, "Not now.", isTransient: true);
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("hopeless");

        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Poison) == 1, "it is given up");
        Assert.Equal(deliveries, scenario.Journal.Count("hopeless"));
    }

    [Fact]
    public void A_failed_message_waits_as_long_and_comes_as_often_as_in_the_cloud()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "src", "ServerlessAffect.Functions", "host.json")));
        var cloud = host.RootElement.GetProperty("extensions").GetProperty("queues");
        var here = new QueueOptions();

        Assert.Equal(TimeSpan.Parse(cloud.GetProperty("visibilityTimeout").GetString()!, CultureInfo.InvariantCulture), here.RetryDelay);
        Assert.Equal(cloud.GetProperty("maxDequeueCount").GetInt32(), here.MaxDeliveries);
    }

    [Fact]
    public async Task Kills_are_not_attempts_and_the_message_comes_again()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Options = scenario.Options with
        {
            Queues = scenario.Options.Queues with { MaxAttempts = 1, VisibilityTimeout = TimeSpan.FromSeconds(1) },
            CancellationGrace = TimeSpan.FromMilliseconds(200),
        };
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("survivor");
        scenario.Journal.OnEntry = (_, token) => Task.Delay(Timeout.Infinite, token);
        for (var kill = 1; kill <= 2; kill++)
        {
            var doomed = await scenario.StartAsync<TextFunction>();
            await Eventually.HoldsAsync(() => scenario.Journal.Count("survivor") == kill, "the message is delivered");
            await scenario.KillAsync(doomed);
        }

        scenario.Journal.OnEntry = (_, _) => Task.CompletedTask;
        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Queue) == 0, "it is handled at last");
        Assert.Equal(3, scenario.Journal.Count("survivor"));
        Assert.Equal(0, await scenario.WaitingAsync(scenario.Poison));
    }

    [Fact]
    public async Task Message_stays_hidden_while_it_is_worked_on_for_longer_than_its_visibility()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Options = scenario.Options with { Queues = scenario.Options.Queues with { VisibilityTimeout = TimeSpan.FromSeconds(3) } };
        scenario.Journal.OnEntry = (_, token) => Task.Delay(TimeSpan.FromSeconds(4.5), token);
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("slow");

        await scenario.StartAsync<TextFunction>();
        await scenario.StartAsync<TextFunction>();

        await Eventually.HoldsAsync(async () => await scenario.WaitingAsync(scenario.Queue) == 0, "it is handled");
        Assert.Equal(1, scenario.Journal.Count("slow"));
    }

    [Fact]
    public async Task Stop_waits_for_what_runs_and_shows_the_rest_to_others_at_once()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Options = scenario.Options with
        {
            ShutdownTimeout = TimeSpan.FromMilliseconds(800),
            Queues = scenario.Options.Queues with { VisibilityTimeout = TimeSpan.FromMinutes(10) },
        };
        scenario.Journal.OnEntry = (entry, token) => Task.Delay(entry == "long" ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(400), token);
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync("short");
        await scenario.Queue.SendMessageAsync("long");
        var host = await scenario.StartAsync<TextFunction>();
        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count == 2, "both run");

        await host.StopAsync();

        var visible = (await scenario.Queue.ReceiveMessagesAsync(10)).Value;
        Assert.Equal("long", Assert.Single(visible).Body.ToString());
    }

    [Fact]
    public async Task Work_made_by_a_function_of_the_host_is_found_long_before_the_next_poll()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Options = scenario.Options with
        {
            Queues = scenario.Options.Queues with { MinPollingInterval = TimeSpan.FromMilliseconds(100), MaxPollingInterval = TimeSpan.FromMinutes(1) },
        };
        await scenario.Queue.CreateAsync();
        scenario.Journal.OnEntry = (entry, token) => entry == "asked" ? scenario.Queue.SendMessageAsync("sent by a function", token) : Task.CompletedTask;
        var host = await scenario.StartAsync<AskedFunctions>();
        // After pauses of 100, 200, … 3200 ms the one of 6.4 s has just begun: unless the host wakes the listener, nothing is found before its end.
        await Task.Delay(TimeSpan.FromSeconds(6.6));
        using var http = new HttpClient { BaseAddress = host.Address };
        var asked = Stopwatch.GetTimestamp();

        await http.GetAsync("/api/Ask");
        await Eventually.HoldsAsync(() => scenario.Journal.Count("sent by a function") == 1, "it is found");

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    public sealed class TextFunction(Journal journal)
    {
        [Function("Text")]
        public Task Run([QueueTrigger("%queue%")] string text, CancellationToken cancellationToken) => journal.AddAsync(text, cancellationToken);
    }

    public sealed record Order(string Name, int Count);

    public sealed class OrderFunction(Journal journal)
    {
        [Function("Order")]
        public async Task Run([QueueTrigger("%queue%")] Order order, FunctionContext context) =>
            await journal.AddAsync($"{order.Count} {order.Name}", context.CancellationToken);
    }

    public sealed class AskedFunctions(Journal journal)
    {
        [Function("Ask")]
        public Task Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] Microsoft.AspNetCore.Http.HttpRequest request) => journal.AddAsync("asked", request.HttpContext.RequestAborted);

        [Function("Answer")]
        public Task Answer([QueueTrigger("%queue%")] string text) => journal.AddAsync(text);
    }
}
