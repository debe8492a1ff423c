using ServerlessAffect.Signal.Activity;

namespace ServerlessAffect.Signal.Tests.Activity;

public sealed class EnergyActivityTests
{
    private const int SampleRate = 16_000;

    [Theory]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(0.01)]
    public void Bursts_over_a_steady_noise_are_found_with_their_hang_over(double noise)
    {
        var sound = TestSignals.Noise(7, 6 * SampleRate, noise);
        foreach (var start in new[] { 1, 3 })
        {
            var burst = TestSignals.Buzz(150, SampleRate, SampleRate);
            for (var n = 0; n < burst.Length; n++)
            {
                sound[(start * SampleRate) + n] += 0.3f * burst[n];
            }
        }

        var speech = Detect(sound);

        Assert.All(Seconds(speech, 1.1, 2.0).Concat(Seconds(speech, 3.1, 4.0)), Assert.True);
        Assert.All(Seconds(speech, 0, 0.95).Concat(Seconds(speech, 2.4, 2.95)).Concat(Seconds(speech, 4.4, 6)), Assert.False);
    }

    [Fact]
    public void Silence_and_steady_noise_are_nobody()
    {
        Assert.All(Detect(new float[3 * SampleRate]), Assert.False);
        Assert.All(Detect(TestSignals.Noise(3, 3 * SampleRate, 0.01)), Assert.False);
    }

    [Fact]
    public void An_offset_is_no_sound()
    {
        var sound = TestSignals.Noise(3, 3 * SampleRate, 0.0001);
        for (var n = SampleRate; n < sound.Length; n++)
        {
            sound[n] += 0.2f;
        }

        Assert.True(Detect(sound).Count(s => s) <= 20);
    }

    [Fact]
    public void A_click_is_not_speech()
    {
        var sound = new float[2 * SampleRate];
        sound.AsSpan(SampleRate, 400).Fill(0.5f);
        sound[SampleRate + 200] = -0.5f;

        Assert.All(Detect(sound), Assert.False);
    }

    [Fact]
    public void Frames_of_a_stream_give_what_the_clip_gives()
    {
        var sound = TestSignals.Sum(TestSignals.Noise(3, SampleRate, 0.01), TestSignals.Make(SampleRate, n => n > 8000 ? 0.3 * Math.Sin(n * 0.1) : 0));
        var activity = new EnergyActivity(SampleRate);

        var streamed = Enumerable.Range(0, 50).Select(t => activity.Next(sound.AsSpan(t * 320, 320))).ToArray();

        Assert.Equal(Detect(sound), streamed);
        AllocationFree.Check(() => activity.Next(sound.AsSpan(0, 320)));
    }

    [Fact]
    public void Frames_of_another_length_are_refused() => Assert.Throws<ArgumentException>(() => new EnergyActivity(SampleRate).Next(new float[100]));

    private static bool[] Detect(float[] sound)
    {
        var activity = new EnergyActivity(SampleRate);
        var speech = new bool[sound.Length / activity.FrameLength];
        Assert.Equal(activity.Detect(sound, speech), speech.Count(s => s));
        return speech;
    }

    private static bool[] Seconds(bool[] speech, double from, double to) => speech[(int)(from * 50)..(int)(to * 50)];
}
