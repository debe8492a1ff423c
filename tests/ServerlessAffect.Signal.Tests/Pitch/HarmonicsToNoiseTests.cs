using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class HarmonicsToNoiseTests
{
    private const int SampleRate = 16_000;

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    public void A_tone_in_noise_has_the_ratio_that_it_was_made_with(double ratioDb)
    {
        var tone = TestSignals.Sine(187, 16_000, SampleRate);
        var noise = TestSignals.Noise(3, 16_000, 1);
        var scale = Math.Sqrt(tone.Sum(x => x * x) / noise.Sum(x => x * x) / Math.Pow(10, ratioDb / 10));
        var sound = TestSignals.Make(16_000, n => tone[n] + (scale * noise[n]));
        var measure = new HarmonicsToNoise(SampleRate, 1024);

        var measured = Enumerable.Range(0, 29).Average(t => measure.Measure(sound.AsSpan(t * 512, 1024), 187));

        Assert.Equal(ratioDb, measured, 1.0);
    }

    [Fact]
    public void A_clean_buzz_is_far_above_a_noise()
    {
        var measure = new HarmonicsToNoise(SampleRate, 1024);

        Assert.True(measure.Measure(TestSignals.Buzz(140, 1024, SampleRate), 140) > 20);
        Assert.True(measure.Measure(TestSignals.Noise(5, 1024, 0.5), 140) < 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(10)]
    [InlineData(20_000)]
    public void There_is_no_ratio_without_a_fitting_pitch(double f0)
        => Assert.True(double.IsNaN(new HarmonicsToNoise(SampleRate, 1024).Measure(TestSignals.Buzz(140, 1024, SampleRate), f0)));

    [Fact]
    public void Silence_has_no_ratio()
        => Assert.True(double.IsNaN(new HarmonicsToNoise(SampleRate, 1024).Measure(new float[1024], 140)));

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var measure = new HarmonicsToNoise(SampleRate, 1024);
        var frame = TestSignals.Buzz(140, 1024, SampleRate);
        AllocationFree.Check(() => measure.Measure(frame, 140));
    }
}
