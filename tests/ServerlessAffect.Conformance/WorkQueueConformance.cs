using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IWorkQueue))]
public abstract class WorkQueueConformance : ConformanceSuite
{
    private IWorkQueue Queue => Port<IWorkQueue>();

    [Fact]
    public async Task A_queue_that_nobody_used_is_empty()
    {
        Assert.Equal(0, await Queue.CountAsync(Never));
        Assert.All(await Queue.CountPoisonAsync(Never), poison => Assert.Equal(0, poison.Value));
        Assert.Equal(0, await Queue.RestorePoisonAsync(Never));
    }

    [Fact]
    public async Task Everything_that_is_sent_waits()
    {
        await RaceAsync(async i =>
        {
            await Queue.SendAsync(Samples.Request($"text {i}"), Never);
            return true;
        });
        Assert.Equal(Writers, await Queue.CountAsync(Never));
    }
}
