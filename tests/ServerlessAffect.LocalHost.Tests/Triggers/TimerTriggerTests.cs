using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.LocalHost.Triggers.Timers;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class TimerTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Due_timer_runs_in_one_of_two_hosts()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.StartAsync<EverySecond>();
        await scenario.StartAsync<EverySecond>();

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count >= 3, "it runs");

        Assert.Equal(scenario.Journal.Entries.Distinct(), scenario.Journal.Entries);
    }

    [Fact]
    public async Task Stopped_host_hands_its_timer_over_at_once()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        var first = await scenario.StartAsync<EverySecond>();
        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count >= 1, "it runs in the first");
        await first.StopAsync();
        var before = scenario.Journal.Entries.Count;

        await scenario.StartAsync<EverySecond>();

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count > before, "it runs in the second", seconds: 5);
    }

    [Fact]
    public async Task Time_that_passed_while_no_host_ran_is_made_good_once()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        await scenario.HostBlobs.CreateIfNotExistsAsync();
        var fourHoursAgo = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-4);
        var status = new ScheduleStatus { Last = fourHoursAgo, LastUpdated = fourHoursAgo, Next = TimerSchedule.Parse(Hourly.Schedule)!.Next(fourHoursAgo) };
        await new TimerMonitor(scenario.HostBlobs, scenario.Options.HostId, "Host.Functions.Hourly").WriteAsync(status, default);

        var first = await scenario.StartAsync<Hourly>();
        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count == 1, "it runs");
        await first.StopAsync();
        await scenario.StartAsync<Hourly>();
        await Task.Delay(500);

        Assert.Equal(["past due: True"], scenario.Journal.Entries);
    }

    [Fact]
    public async Task Timer_runs_at_the_start_when_it_says_so_and_is_not_past_due()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);

        await scenario.StartAsync<AtStart>();

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count == 1, "it runs");
        Assert.Equal(["past due: False"], scenario.Journal.Entries);
        Assert.True(await scenario.HostBlobs.GetBlobClient($"timers/{scenario.Options.HostId}/Host.Functions.AtStart/status").ExistsAsync());
    }

    [Fact]
    public async Task Failing_timer_runs_again_at_its_next_time()
    {
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Journal.OnEntry = (_, _) => throw new InvalidOperationException();

        await scenario.StartAsync<EverySecond>();

        await Eventually.HoldsAsync(() => scenario.Journal.Entries.Count >= 2, "it runs again");
    }

    [Theory]
    [InlineData("0 */5 * * * *", "2024-02-28T23:57:01Z", "2024-02-29T00:00:00Z")]
    [InlineData("*/10 * * * * *", "2024-01-01T00:00:00Z", "2024-01-01T00:00:10Z")]
    [InlineData("0 30 9 * * 1-5", "2024-03-01T10:00:00Z", "2024-03-04T09:30:00Z")]
    [InlineData("00:01:30", "2024-01-01T00:00:00Z", "2024-01-01T00:01:30Z")]
    public void Schedule_is_due_next(string schedule, string after, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due).UtcDateTime, TimerSchedule.Parse(schedule)!.Next(DateTimeOffset.Parse(after).UtcDateTime));

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("0 61 * * * *")]
    [InlineData("5")]
    [InlineData("-00:01:00")]
    [InlineData("soon")]
    public void Schedule_is_refused(string schedule) => Assert.Null(TimerSchedule.Parse(schedule));

    public sealed class EverySecond(Journal journal)
    {
        [Function("EverySecond")]
        public Task Run([TimerTrigger("* * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
            journal.AddAsync(timer.ScheduleStatus!.Next.ToString("O"), cancellationToken);
    }

    public sealed class Hourly(Journal journal)
    {
        public const string Schedule = "0 0 * * * *";

        [Function("Hourly")]
        public Task Run([TimerTrigger(Schedule)] TimerInfo timer) => journal.AddAsync($"past due: {timer.IsPastDue}", default);
    }

    public sealed class AtStart(Journal journal)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => journal.AddAsync($"past due: {timer.IsPastDue}", default);
    }
}
