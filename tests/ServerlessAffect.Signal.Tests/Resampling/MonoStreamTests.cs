using ServerlessAffect.Signal.Resampling;

namespace ServerlessAffect.Signal.Tests.Resampling;

public class MonoStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void The_mix_is_the_mean_of_the_channels_at_every_length(int channels)
    {
        for (var frames = 0; frames < 70; frames++)
        {
            var interleaved = TestSignals.Noise(5, frames * channels, 0.5);
            var mono = new float[frames];
            MonoMix.Mix(interleaved, channels, mono);
            for (var i = 0; i < frames; i++)
            {
                Assert.Equal(interleaved[(i * channels)..((i + 1) * channels)].Average(v => (double)v), mono[i], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(16_000, int.MaxValue, false)]
    [InlineData(22_050, 1_000, false)]
    [InlineData(44_100, 333, true)]
    [InlineData(192_000, 17, true)]
    public async Task A_stream_is_what_mixing_and_resampling_the_whole_gives(int rate, int block, bool late)
    {
        var interleaved = TestSignals.Noise(5, 2 * 30_000, 0.5);
        var mixed = new float[30_000];
        MonoMix.Mix(interleaved, 2, mixed);
        await using var stream = new MonoStream(new ArrayPcm(interleaved, rate, 2, block, late), 16_000);
        Assert.Equal((16_000, 1), (stream.SampleRate, stream.Channels));
        Assert.Equal(rate == 16_000 ? mixed : Resampler.Resample(mixed, rate, 16_000), await stream.ReadAllAsync(777));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_block()
    {
        var stream = new MonoStream(new ArrayPcm(new float[2_000_000], 44_100, 2), 16_000);
        var block = new float[4_000];
        AllocationFree.Check(() => Assert.True(stream.ReadNow(block) > 0));
    }
}
