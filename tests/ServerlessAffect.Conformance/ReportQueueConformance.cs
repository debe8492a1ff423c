using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IReportQueue))]
public abstract class ReportQueueConformance : ConformanceSuite
{
    private IReportQueue Queue => Port<IReportQueue>();

    [Fact]
    public async Task A_queue_that_nobody_used_is_empty() => Assert.Equal(0, await Queue.CountAsync(Never));

    [Fact]
    public async Task Everything_that_is_sent_waits()
    {
        await RaceAsync(async i =>
        {
            await Queue.SendAsync(new ReportRequest { V = ReportRequest.CurrentVersion, Report = Samples.Hash($"report {i}") }, Never);
            return true;
        });
        Assert.Equal(Writers, await Queue.CountAsync(Never));
    }
}
