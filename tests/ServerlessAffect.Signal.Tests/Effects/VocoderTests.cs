using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Effects;

public sealed class VocoderTests
{
    private const int SampleRate = 22_050;

    [Fact]
    public void A_rate_of_one_leaves_the_sound_as_it_is()
    {
        var sound = TestSignals.Sum(TestSignals.Buzz(180, 20_000, SampleRate), TestSignals.Noise(4, 20_000, 0.05));
        var same = new float[sound.Length];

        new TimeStretch(1).Apply(sound, same);

        Assert.All(Enumerable.Range(0, sound.Length), n => Assert.Equal(sound[n], same[n], 1e-4f));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.3)]
    [InlineData(2.7)]
    [InlineData(5)]
    public void A_stretch_changes_the_length_and_not_the_pitch(double rate)
    {
        var sound = TestSignals.Buzz(200, 4 * SampleRate, SampleRate);
        var stretch = new TimeStretch(rate);
        var stretched = new float[stretch.Length(sound.Length)];

        stretch.Apply(sound, stretched);

        Assert.Equal(sound.Length / rate, stretched.Length, 1.0);
        Assert.All(Middle(stretched), f => Assert.Equal(200, f, 2f));
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(-3)]
    [InlineData(0.7)]
    [InlineData(7)]
    public void A_shift_changes_the_pitch_and_not_the_length(double semitones)
    {
        var shifted = new float[2 * SampleRate];

        new PitchShift(semitones).Apply(TestSignals.Buzz(200, 2 * SampleRate, SampleRate), shifted);

        var expected = 200 * Math.Pow(2, semitones / 12);
        Assert.All(Middle(shifted), f => Assert.Equal(expected, f, 0.01 * expected));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    public void A_clip_shorter_than_a_frame_is_taken(int samples)
    {
        var (stretch, shifted) = (new TimeStretch(0.8), new float[samples]);
        var stretched = new float[stretch.Length(samples)];

        stretch.Apply(TestSignals.Buzz(300, samples, SampleRate), stretched);
        new PitchShift(2).Apply(TestSignals.Buzz(300, samples, SampleRate), shifted);

        Assert.All(stretched.Concat(shifted), x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public void Silence_stays_silence()
    {
        var shifted = TestSignals.Noise(1, 5000, 1);

        new PitchShift(2).Apply(new float[5000], shifted);

        Assert.All(shifted, x => Assert.Equal(0, x));
    }

    [Fact]
    public void The_same_effect_twice_gives_the_same_bits()
    {
        var (shift, sound) = (new PitchShift(0.7), TestSignals.Buzz(200, 10_000, SampleRate));
        var (first, second) = (new float[10_000], new float[10_000]);

        shift.Apply(sound, first);
        shift.Apply(sound, second);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Nothing_is_allocated_once_the_pool_is_warm()
    {
        var (shift, sound, shifted) = (new PitchShift(0.7), TestSignals.Buzz(200, 10_000, SampleRate), new float[10_000]);

        AllocationFree.Check(() => shift.Apply(sound, shifted));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(21)]
    public void A_rate_that_makes_no_sense_is_refused(double rate) => Assert.Throws<ArgumentException>(() => new TimeStretch(rate));

    private static float[] Middle(float[] sound)
    {
        var options = new PitchOptions { FMin = 60, FMax = 800 };
        var f0 = new float[options.Frames(sound.Length)];
        new Yin(options).Estimate(sound, f0);
        return f0[8..^8];
    }
}
