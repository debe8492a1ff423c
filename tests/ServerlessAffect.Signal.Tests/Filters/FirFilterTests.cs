using ServerlessAffect.Signal.Filters;

namespace ServerlessAffect.Signal.Tests.Filters;

public sealed class FirFilterTests
{
    private const int SampleRate = 16_000;

    /// <summary>Against scipy 1.10: firwin(7, 2000, fs=16000).</summary>
    [Fact]
    public void A_low_pass_is_scipys_firwin()
    {
        double[] expected = [0.00848592, 0.06975525, 0.24503094, 0.35345578, 0.24503094, 0.06975525, 0.00848592];

        Assert.All(expected.Zip(FirFilter.LowPass(7, SampleRate, 2000)), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void A_low_pass_keeps_the_low_and_takes_the_high_without_delay()
    {
        var taps = FirFilter.LowPass(101, SampleRate, 2000);
        var (low, filtered) = (TestSignals.Sine(500, 4000, SampleRate), new float[4000]);

        FirFilter.Apply(TestSignals.Sum(low, TestSignals.Sine(4000, 4000, SampleRate)), taps, filtered);

        Assert.All(Enumerable.Range(100, 3800), n => Assert.Equal(low[n], filtered[n], 0.005f));
    }

    [Fact]
    public void A_low_and_a_high_pass_add_up_to_the_sound()
    {
        var sound = TestSignals.Noise(5, 2000, 0.5);
        var (low, high) = (new float[2000], new float[2000]);

        FirFilter.Apply(sound, FirFilter.LowPass(65, SampleRate, 1500), low);
        FirFilter.Apply(sound, FirFilter.HighPass(65, SampleRate, 1500), high);

        Assert.All(Enumerable.Range(0, 2000), n => Assert.Equal(sound[n], low[n] + high[n], 1e-5f));
    }

    [Fact]
    public void A_band_pass_keeps_its_band()
    {
        var taps = FirFilter.BandPass(201, SampleRate, 1000, 2000);

        Assert.Equal(1, Size(taps, 1500), 0.01);
        Assert.True(Size(taps, 500) < 0.01);
        Assert.True(Size(taps, 3000) < 0.01);
    }

    [Fact]
    public void An_even_number_of_taps_is_refused() => Assert.Throws<ArgumentException>(() => FirFilter.LowPass(10, SampleRate, 1000));

    [Fact]
    public void Emphasis_is_the_difference_and_may_be_made_in_place_and_in_blocks()
    {
        var sound = TestSignals.Noise(5, 100, 0.5);
        var blocks = sound.ToArray();

        PreEmphasis.Apply(blocks.AsSpan(50), blocks.AsSpan(50), before: blocks[49]);
        PreEmphasis.Apply(blocks.AsSpan(0, 50), blocks.AsSpan(0, 50));

        Assert.All(Enumerable.Range(0, 100), n => Assert.Equal(sound[n] - (0.97f * (n == 0 ? 0 : sound[n - 1])), blocks[n], 1e-6f));
    }

    private static double Size(float[] taps, double frequency)
    {
        var (re, im) = (0.0, 0.0);
        for (var k = 0; k < taps.Length; k++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * frequency / SampleRate * k);
            (re, im) = (re + (taps[k] * cos), im + (taps[k] * sin));
        }

        return Math.Sqrt((re * re) + (im * im));
    }
}
