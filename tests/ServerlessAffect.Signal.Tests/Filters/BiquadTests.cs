using ServerlessAffect.Signal.Filters;

namespace ServerlessAffect.Signal.Tests.Filters;

public sealed class BiquadTests
{
    private const int SampleRate = 16_000;

    [Theory]
    [InlineData(100, 0)]
    [InlineData(1000, -3.01)]
    [InlineData(4000, -28.06)]
    public void A_low_pass_weakens_what_lies_above(double frequency, double expectedDb)
        => Assert.Equal(expectedDb, Response(new BiquadCascade(Biquad.LowPass(SampleRate, 1000)), frequency), 1.0);

    [Theory]
    [InlineData(7000, 0)]
    [InlineData(1000, -3.01)]
    [InlineData(100, -40)]
    public void A_high_pass_weakens_what_lies_below(double frequency, double expectedDb)
        => Assert.Equal(expectedDb, Response(new BiquadCascade(Biquad.HighPass(SampleRate, 1000)), frequency), 0.5);

    [Fact]
    public void A_band_pass_keeps_its_centre_and_halves_its_edges()
    {
        Assert.Equal(0, Response(new BiquadCascade(Biquad.BandPass(SampleRate, 1000, 5)), 1000), 0.01);
        Assert.True(Response(new BiquadCascade(Biquad.BandPass(SampleRate, 1000, 5)), 300) < -18);
        Assert.True(Response(new BiquadCascade(Biquad.BandPass(SampleRate, 1000, 5)), 3000) < -18);
    }

    [Fact]
    public void Sections_add_their_decibels()
    {
        var section = Biquad.LowPass(SampleRate, 1000);

        Assert.Equal(2 * Response(new BiquadCascade(section), 3000), Response(new BiquadCascade(section, section), 3000), 0.1);
    }

    [Fact]
    public void Blocks_give_what_the_whole_gives()
    {
        var (sound, whole, blocks) = (TestSignals.Noise(5, 1000, 1), new float[1000], new float[1000]);
        var filter = new BiquadCascade(Biquad.LowPass(SampleRate, 500), Biquad.HighPass(SampleRate, 100));
        filter.Process(sound, whole);
        filter.Restart();

        for (var from = 0; from < 1000; from += 130)
        {
            var count = Math.Min(130, 1000 - from);
            filter.Process(sound.AsSpan(from, count), blocks.AsSpan(from, count));
        }

        Assert.Equal(whole, blocks);
        AllocationFree.Check(() => filter.Process(sound, whole));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8000)]
    [InlineData(double.NaN)]
    public void A_frequency_that_the_rate_cannot_hold_is_refused(double frequency)
        => Assert.Throws<ArgumentException>(() => Biquad.LowPass(SampleRate, frequency));

    private static double Response(BiquadCascade filter, double frequency)
    {
        var (sound, filtered) = (TestSignals.Sine(frequency, 16_000, SampleRate), new float[16_000]);
        filter.Process(sound, filtered);
        return 10 * Math.Log10(filtered[8000..].Sum(x => x * x) / sound[8000..].Sum(x => x * x));
    }
}
