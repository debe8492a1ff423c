using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IIntakeLog))]
public abstract class IntakeLogConformance : ConformanceSuite
{
    private static readonly ReadingError Reason = new("timed-out", "It took too long.");

    private IIntakeLog Intake => Port<IIntakeLog>();

    [Fact]
    public async Task Every_failure_counts_for_its_own_version_of_its_own_name()
    {
        Assert.Equal(0, await Intake.CountAsync("été/ζ.txt", "0x1", Never));
        Assert.Equal(1, await Intake.RecordFailureAsync("été/ζ.txt", "0x1", Reason, Never));
        Assert.Equal(2, await Intake.RecordFailureAsync("été/ζ.txt", "0x1", Reason, Never));
        Assert.Equal(1, await Intake.RecordFailureAsync("été/ζ.txt", "0x2", Reason, Never));
        Assert.Equal(1, await Intake.RecordFailureAsync("a\u0007/../b", "0x1", Reason, Never));
        Assert.Equal(2, await Intake.CountAsync("été/ζ.txt", "0x1", Never));
    }

    [Fact]
    public async Task Failures_recorded_at_once_all_count()
    {
        var counts = await RaceAsync(_ => Intake.RecordFailureAsync("a.txt", "0x1", Reason, Never));
        Assert.Equal(Enumerable.Range(1, Writers), counts.Order());
    }

    [Fact]
    public async Task What_is_cleared_starts_anew()
    {
        await Intake.ClearAsync("a.txt", "0x1", Never);
        await Intake.RecordFailureAsync("a.txt", "0x1", Reason, Never);
        await Intake.RecordFailureAsync("a.txt", "0x2", Reason, Never);
        await Intake.ClearAsync("a.txt", "0x1", Never);
        Assert.Equal((0, 1), (await Intake.CountAsync("a.txt", "0x1", Never), await Intake.CountAsync("a.txt", "0x2", Never)));
    }
}
