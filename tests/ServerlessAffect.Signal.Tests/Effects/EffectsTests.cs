using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Effects;

public sealed class EffectsTests
{
    private const int SampleRate = 22_050;

    [Fact]
    public void Twenty_decibels_are_ten_times()
    {
        var sound = new[] { 0.1f, -0.2f };

        Gain.Apply(sound, sound, 20);

        Assert.Equal([1f, -2f], sound.Select(x => MathF.Round(x, 5)));
    }

    [Fact]
    public void Normalised_sound_peaks_at_the_peak_and_silence_does_not()
    {
        var (sound, silence) = (new[] { 0.1f, -0.2f }, new float[3]);

        Gain.Normalise(sound, sound, 0.5f);
        Gain.Normalise(silence, silence);

        Assert.Equal([0.25f, -0.5f], sound);
        Assert.Equal(new float[3], silence);
    }

    [Theory]
    [InlineData(0, "12345")]
    [InlineData(2, "45123")]
    [InlineData(-1, "23451")]
    [InlineData(12, "45123")]
    public void A_shift_is_numpys_roll(int offset, string expected)
    {
        var shifted = new float[5];

        TimeShift.Apply([1, 2, 3, 4, 5], shifted, offset);

        Assert.Equal(expected, string.Concat(shifted));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.25)]
    public void Speed_changes_length_and_pitch_together(double factor)
    {
        var (sound, speed) = (TestSignals.Buzz(200, 2 * SampleRate, SampleRate), new SpeedChange(factor));
        var changed = new float[speed.Length(sound.Length)];

        speed.Apply(sound, changed);

        var options = new PitchOptions { FMin = 60, FMax = 800 };
        var f0 = new float[options.Frames(changed.Length)];
        new Yin(options).Estimate(changed, f0);
        Assert.Equal(sound.Length / factor, changed.Length, 1.0);
        Assert.All(f0[8..^8], f => Assert.Equal(200 * factor, f, 2f));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(5000)]
    public void Convolution_by_blocks_is_the_sum_of_products(int kernelLength)
    {
        var (kernel, sound) = (TestSignals.Noise(1, kernelLength, 0.5), TestSignals.Noise(2, 3000, 0.5));
        var actual = new float[sound.Length];

        new FftConvolution(kernel).Apply(sound, actual);

        for (var n = 0; n < sound.Length; n += 7)
        {
            var expected = 0.0;
            for (var k = 0; k < Math.Min(kernelLength, n + 1); k++)
            {
                expected += (double)kernel[k] * sound[n - k];
            }

            Assert.Equal(expected, actual[n], 1e-3);
        }
    }

    [Fact]
    public void A_room_falls_by_sixty_decibels_in_its_time_and_has_the_ratio_asked_for()
    {
        var response = Reverberation.Response(SampleRate, 0.5, 6, seed: 3);

        double Energy(double from, double to) => response[(int)(from * SampleRate)..(int)(to * SampleRate)].Sum(h => (double)h * h);
        Assert.Equal(1, response[0], 1e-6f);
        Assert.Equal(Math.Pow(10, -0.6), response[1..].Sum(h => (double)h * h), 1e-4);
        Assert.Equal(30, 10 * Math.Log10(Energy(0.05, 0.15) / Energy(0.3, 0.4)), 2.0);
    }

    [Fact]
    public void A_click_in_a_room_is_the_room_and_silence_stays_silence()
    {
        var (click, heard) = (new float[4000], new float[4000]);
        click[100] = 0.5f;
        var room = new Reverberation(SampleRate, 0.1, 3, seed: 4);

        room.Apply(click, heard);

        var response = Reverberation.Response(SampleRate, 0.1, 3, seed: 4);
        Assert.All(Enumerable.Range(0, 2000), n => Assert.Equal(0.5f * response[n], heard[100 + n], 1e-5f));
        Assert.All(heard[..100], x => Assert.Equal(0, x, 1e-5f));
        AllocationFree.Check(() => room.Apply(click, heard));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TimeShift.Apply(new float[5], new float[4], 1));
        Assert.Throws<ArgumentException>(() => new SpeedChange(1.1).Apply(new float[50], new float[50]));
        Assert.Throws<ArgumentException>(() => new PitchShift(1).Apply(new float[50], new float[51]));
        Assert.Throws<ArgumentException>(() => new Reverberation(SampleRate, 0, 3, seed: 4));
    }
}
