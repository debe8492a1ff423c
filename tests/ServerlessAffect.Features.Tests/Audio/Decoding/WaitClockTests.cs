using ServerlessAffect.Features.Audio.Decoding;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

public class WaitClockTests
{
    private readonly SetTime _time = new();

    [Fact]
    public void Only_time_in_which_somebody_waits_counts()
    {
        var clock = new WaitClock(_time, TimeSpan.FromSeconds(10));
        _time.Pass(100);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), clock.Read());
        clock.Begin();
        _time.Pass(3);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)), clock.Read());
        clock.End();
        _time.Pass(100);
        clock.Begin();
        _time.Pass(2);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)), clock.Read());
    }

    [Fact]
    public void Input_that_is_taken_ends_a_silence()
    {
        var clock = new WaitClock(_time, TimeSpan.FromSeconds(10));
        clock.Begin();
        _time.Pass(3);
        clock.Progress();
        _time.Pass(1);
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), clock.Read());
    }

    [Fact]
    public void A_slow_source_is_not_the_decoders_silence()
    {
        var clock = new WaitClock(_time, TimeSpan.FromSeconds(10));
        clock.Begin();
        clock.SourceIsWaitedFor = true;
        _time.Pass(1000);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), clock.Read());
        clock.SourceIsWaitedFor = false;
        _time.Pass(1);
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), clock.Read());
    }

    [Fact]
    public void Time_in_which_this_process_did_not_run_is_not_the_childs()
    {
        var clock = new WaitClock(_time, TimeSpan.FromSeconds(10));
        clock.Begin();
        _time.Pass(1);
        clock.Read();
        _time.Pass(1000);
        Assert.Equal((TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(11)), clock.Read());
        _time.Pass(2);
        Assert.Equal((TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(13)), clock.Read());
    }

    private sealed class SetTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now;

        public void Pass(long seconds) => _now += seconds;
    }
}
