using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IAttemptLog))]
public abstract class AttemptLogConformance : ConformanceSuite
{
    private static readonly ReadingError Reason = new("internal", "It broke.");

    private IAttemptLog Attempts => Port<IAttemptLog>();

    [Fact]
    public async Task Every_failure_counts_for_its_own_request()
    {
        Assert.Equal(1, await Attempts.RecordFailureAsync(Samples.Request("a"), Reason, Never));
        Assert.Equal(2, await Attempts.RecordFailureAsync(Samples.Request("a"), Reason, Never));
        Assert.Equal(1, await Attempts.RecordFailureAsync(Samples.Request("b"), Reason, Never));
        Assert.Equal(1, await Attempts.RecordFailureAsync(Samples.Request("a", "other"), Reason, Never));
    }

    [Fact]
    public async Task Failures_recorded_at_once_all_count()
    {
        var counts = await RaceAsync(_ => Attempts.RecordFailureAsync(Samples.Request("a"), Reason, Never));
        Assert.Equal(Enumerable.Range(1, Writers), counts.Order());
    }

    [Fact]
    public async Task Many_failures_are_counted_although_only_the_last_are_kept()
    {
        for (var i = 1; i <= 40; i++)
        {
            Assert.Equal(i, await Attempts.RecordFailureAsync(Samples.Request("a"), Reason, Never));
        }
    }

    [Fact]
    public async Task What_is_cleared_starts_anew()
    {
        await Attempts.ClearAsync(Samples.Request("a"), Never);
        await Attempts.RecordFailureAsync(Samples.Request("a"), Reason, Never);
        await Attempts.BuryAsync(new DeadLetter(Samples.Request("a"), 5, Reason, Samples.Noon), Never);
        await Attempts.ClearAsync(Samples.Request("a"), Never);
        Assert.Empty(await AllAsync(Attempts.ListDeadAsync(Never)));
        Assert.Equal(1, await Attempts.RecordFailureAsync(Samples.Request("a"), Reason, Never));
    }

    [Fact]
    public async Task A_request_is_buried_once_however_often_it_is_said()
    {
        var letter = new DeadLetter(Samples.Request("a") with { Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }, 5, Reason, Samples.Noon);
        await Attempts.BuryAsync(letter, Never);
        await Attempts.BuryAsync(letter, Never);
        Assert.Equal(letter, Assert.Single(await AllAsync(Attempts.ListDeadAsync(Never))));
    }
}
