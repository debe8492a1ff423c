using ServerlessAffect.Signal.Trimming;

namespace ServerlessAffect.Signal.Tests.Trimming;

public sealed class SilenceTests
{
    private static readonly SilenceOptions Options = new() { TopDb = 40, FrameLength = 64, HopLength = 32 };

    [Fact]
    public void A_burst_between_silences_is_what_remains()
    {
        var samples = new float[1000];
        samples.AsSpan(320, 320).Fill(0.5f);

        var range = Silence.Trim(samples, Options);

        Assert.InRange(range.Start, 320 - 64, 320);
        Assert.InRange(range.End, 640, 640 + 64);
        Assert.Equal(0, range.Start % 32);
    }

    [Fact]
    public void Digital_silence_is_kept_whole()
    {
        var samples = new float[1000];
        var ranges = new SampleRange[Silence.MaxRanges(samples.Length, Options)];

        Assert.Equal(new SampleRange(0, 1000), Silence.Trim(samples, Options));
        Assert.Equal(1, Silence.Split(samples, ranges, Options));
        Assert.Equal(new SampleRange(0, 1000), ranges[0]);
    }

    [Fact]
    public void An_empty_clip_has_no_range()
    {
        Assert.Equal(0, Silence.Trim([], Options).Length);
        Assert.Equal(0, Silence.Split([], [], Options));
    }

    [Fact]
    public void Two_bursts_are_two_ranges_in_order()
    {
        var samples = new float[2000];
        samples.AsSpan(200, 300).Fill(0.5f);
        samples.AsSpan(1200, 300).Fill(0.1f);
        var ranges = new SampleRange[Silence.MaxRanges(samples.Length, Options)];

        Assert.Equal(2, Silence.Split(samples, ranges, Options));
        Assert.True(ranges[0].End < ranges[1].Start);
    }

    [Fact]
    public void Too_little_room_for_ranges_is_refused()
        => Assert.Throws<ArgumentException>(() => Silence.Split(new float[1000], new SampleRange[1], Options));

    [Fact]
    public void Nothing_is_allocated_once_the_pool_is_warm()
    {
        var samples = new float[22050];
        var ranges = new SampleRange[Silence.MaxRanges(samples.Length)];

        AllocationFree.Check(() =>
        {
            Silence.Split(samples, ranges);
            Silence.Trim(samples);
        });
    }
}
