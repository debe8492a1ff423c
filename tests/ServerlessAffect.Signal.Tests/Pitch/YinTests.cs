using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class YinTests
{
    [Theory]
    [InlineData(22_050, 2048, 512, 82.4)]
    [InlineData(22_050, 2048, 512, 440)]
    [InlineData(22_050, 2048, 256, 233.1)]
    [InlineData(16_000, 1024, 160, 120)]
    [InlineData(16_000, 1024, 1024, 311.1)]
    [InlineData(8_000, 512, 100, 207.7)]
    public void A_steady_tone_has_its_f0_whatever_the_framing(int sampleRate, int frameLength, int hopLength, double frequency)
    {
        var options = new PitchOptions { SampleRate = sampleRate, FrameLength = frameLength, HopLength = hopLength, FMin = 70, FMax = 600 };
        var f0 = new float[options.Frames(sampleRate)];

        new Yin(options).Estimate(TestSignals.Buzz(frequency, sampleRate, sampleRate), f0);

        var inner = (frameLength / hopLength) + 1;
        Assert.All(f0[inner..^inner], f => Assert.Equal(frequency, f, 0.01 * frequency));
    }

    /// <summary>The difference function from its definition in time: sum over the frame of (x[m] - x[m + k])^2, with zeros beyond it.</summary>
    [Theory]
    [InlineData(1024, 256)]
    [InlineData(1024, 128)]
    [InlineData(1000, 300)]
    public void The_normalised_difference_is_its_definition(int frameLength, int hopLength)
    {
        var options = new PitchOptions { SampleRate = 16_000, FrameLength = frameLength, HopLength = hopLength, FMin = 80, FMax = 500 };
        var sound = TestSignals.Noise(9, 5000, 0.7);
        var difference = new DifferenceFunction(options);
        var actual = new double[difference.Lags];
        for (var frame = 0; frame < options.Frames(sound.Length); frame++)
        {
            difference.Next(sound, actual);
            var start = (frame * hopLength) - (frameLength / 2);
            double At(int m) => m < frameLength && start + m >= 0 && start + m < sound.Length ? sound[start + m] : 0;
            var sum = 0.0;
            for (var k = 1; k <= options.MaxPeriod; k++)
            {
                var d = 0.0;
                for (var m = 0; m < frameLength; m++)
                {
                    d += Math.Pow(At(m) - At(m + k), 2);
                }

                sum += d;
                if (k >= options.MinPeriod)
                {
                    Assert.Equal(d / (sum / k), actual[k - options.MinPeriod], 1e-4);
                }
            }
        }
    }

    [Fact]
    public void Silence_gives_the_ceiling_as_librosa_does()
    {
        var options = new PitchOptions();
        var f0 = new float[options.Frames(4000)];

        new Yin(options).Estimate(new float[4000], f0);

        Assert.All(f0, f => Assert.Equal(2205f, f));
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(500, 400)]
    [InlineData(70, 12_000)]
    [InlineData(5, 500)]
    public void A_range_that_cannot_be_is_refused(double fMin, double fMax)
        => Assert.Throws<ArgumentException>(() => new Yin(new PitchOptions { FMin = fMin, FMax = fMax }));

    [Fact]
    public void An_estimate_allocates_nothing()
    {
        var options = new PitchOptions();
        var (yin, sound, f0) = (new Yin(options), TestSignals.Buzz(200, 22_050, 22_050), new float[options.Frames(22_050)]);
        AllocationFree.Check(() => yin.Estimate(sound, f0));
    }
}
