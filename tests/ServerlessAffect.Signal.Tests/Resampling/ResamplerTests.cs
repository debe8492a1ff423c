using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Signal.Resampling;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Signal.Tests.Resampling;

public class ResamplerTests
{
    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(16_000, 22_050)]
    [InlineData(48_000, 22_050)]
    [InlineData(8_000, 48_000)]
    [InlineData(192_000, 16_000)]
    [InlineData(44_101, 16_000)]
    [InlineData(15_999, 22_050)]
    [InlineData(767_999, 16_000)]
    [InlineData(1_001, 16_000)]
    public void A_tone_in_the_pass_band_keeps_its_height_and_place(int from, int to)
    {
        var hertz = 0.4 * Math.Min(from, to) * 0.9;
        var actual = Resampler.Resample(Tone(hertz, from, from), from, to);
        Assert.Equal(to, actual.Length);
        var expected = Tone(hertz, to, to);
        var edge = 300 * Math.Max(1, to / from);
        for (var n = edge; n < to - edge; n++)
        {
            Assert.InRange(actual[n] - expected[n], -3e-5, 3e-5);
        }
    }

    [Theory]
    [InlineData(44_100, 16_000)]
    [InlineData(48_000, 16_000)]
    [InlineData(44_101, 16_000)]
    public void Nothing_is_folded_back(int from, int to)
    {
        var actual = Resampler.Resample(Tone(0.52 * to, from, from), from, to);
        Assert.InRange(actual[500..^500].Max(Math.Abs), 0, 2e-6);
    }

    [Theory]
    [InlineData(16_000, 16_000)]
    [InlineData(44_100, 16_000)]
    public void A_low_pass_takes_away_what_lies_above_it_and_nothing_below(int from, int to)
    {
        var options = new ResamplingOptions { LowPassHz = 6_800 };
        Assert.InRange(Resampler.Resample(Tone(7_200, from, from), from, to, options)[500..^500].Max(Math.Abs), 0, 2e-6);
        Assert.InRange(Resampler.Resample(Tone(6_391, from, from), from, to, options)[500..^500].Max(), 0.999, 1.001);
        Assert.InRange(Resampler.Resample(Tone(6_800, from, from), from, to, options)[500..^500].Max(), 0.49, 0.51);
    }

    [Fact]
    public void A_constant_stays_the_same_constant()
    {
        var actual = Resampler.Resample([.. Enumerable.Repeat(0.5f, 4_410)], 44_100, 16_000);
        Assert.All(actual[200..^200], value => Assert.InRange(value, 0.4999995, 0.5000005));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void As_many_samples_come_out_as_the_ratio_says(int length)
    {
        Assert.Equal((length * 160 + 440) / 441, Resampler.Resample(new float[length], 44_100, 16_000).Length);
        Assert.Equal(length * 3, Resampler.Resample(new float[length], 16_000, 48_000).Length);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_blocks()
    {
        var signal = TestSignals.Noise(5, 40_000, 0.5);
        var rates = Gen.Elements((44_100, 16_000), (16_000, 22_050), (48_000, 16_000), (44_101, 16_000), (8_000, 48_000));
        var cases = Gen.Zip(rates, Gen.Zip(Gen.Choose(1, 9_000), Gen.Choose(1, 9_000)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(25)), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var ((from, to), (blockIn, blockOut)) = c;
            return Blockwise(signal, from, to, blockIn, blockOut).AsSpan().SequenceEqual(Resampler.Resample(signal, from, to));
        }));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_block()
    {
        var resampler = new Resampler(44_100, 16_000);
        var output = new float[20_000];
        AllocationFree.Check(() =>
        {
            resampler.Append(resampler.Room.Length);
            resampler.Read(output);
        });
    }

    [Fact]
    public void Whatever_rates_files_choose_the_filter_stays_small()
    {
        var rates = Gen.Zip(Gen.Choose(1_000, 768_000), Gen.Elements(8_000, 16_000, 22_050, 44_100, 768_000));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(60)), Prop.ForAll(rates.ToArbitrary(), c =>
        {
            var plan = ResamplingPlan.For(c.Item1, c.Item2, ResamplingOptions.Default);
            return plan.Sharp.Length <= 1 << 18 && (plan.Short is not { } filter || (filter.Ticks + 1) * filter.Taps < 600_000);
        }));
    }

    private static float[] Blockwise(float[] signal, int from, int to, int blockIn, int blockOut)
    {
        var resampler = new Resampler(from, to);
        var all = new List<float>();
        var block = new float[blockOut];
        for (var at = 0; at < signal.Length;)
        {
            var now = Math.Min(Math.Min(blockIn, resampler.Room.Length), signal.Length - at);
            signal.AsSpan(at, now).CopyTo(resampler.Room);
            resampler.Append(now);
            at += now;
            Drain();
        }

        resampler.End();
        Drain();
        return [.. all];

        void Drain()
        {
            for (int read; (read = resampler.Read(block)) > 0;)
            {
                all.AddRange(block.AsSpan(0, read));
            }
        }
    }

    private static float[] Tone(double hertz, int sampleRate, int length) =>
        [.. Enumerable.Range(0, length).Select(n => (float)Math.Sin(2 * Math.PI * hertz * n / sampleRate))];
}
