using ServerlessAffect.Signal.Effects;

namespace ServerlessAffect.Signal.Tests.Effects;

public sealed class NoiseTests
{
    [Fact]
    public void It_is_normal()
    {
        var noise = new float[400_000];
        WhiteNoise.Fill(noise, 17);

        Assert.Equal(0, noise.Average(), 0.01);
        Assert.Equal(1, noise.Average(x => (double)x * x), 0.01);
        Assert.Equal(0, noise.Average(x => Math.Pow(x, 3)), 0.03);
        Assert.Equal(3, noise.Average(x => Math.Pow(x, 4)), 0.06);
        foreach (var (limit, share) in new[] { (0.5, 0.38292), (1, 0.68269), (2, 0.95450), (3, 0.99730), (3.7, 0.999784) })
        {
            Assert.Equal(share, noise.Count(x => Math.Abs(x) < limit) / (double)noise.Length, 0.004 * Math.Sqrt(1 - share) + 1e-4);
        }
    }

    [Fact]
    public void It_is_white()
    {
        var noise = new float[100_000];
        WhiteNoise.Fill(noise, 3);

        for (var lag = 1; lag < 20; lag++)
        {
            Assert.Equal(0, Enumerable.Range(0, noise.Length - lag).Average(n => noise[n] * noise[n + lag]), 0.015);
        }
    }

    [Fact]
    public void The_seed_decides_it()
    {
        var (first, same, other) = (new float[1000], new float[1000], new float[1000]);
        WhiteNoise.Fill(first, 5);
        WhiteNoise.Fill(same, 5);
        WhiteNoise.Fill(other, 6);

        Assert.Equal(first, same);
        Assert.NotEqual(first, other);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(10)]
    [InlineData(40)]
    public void It_is_added_at_the_ratio_asked_for(double ratioDb)
    {
        var sound = TestSignals.Buzz(200, 20_000, 22_050);
        var noisy = new float[sound.Length];

        WhiteNoise.AddAtRatio(sound, noisy, ratioDb, 9);

        Assert.Equal(ratioDb, 10 * Math.Log10(sound.Sum(x => (double)x * x) / sound.Zip(noisy).Sum(p => Math.Pow(p.Second - p.First, 2))), 0.01);
    }

    [Fact]
    public void It_is_added_with_the_deviation_asked_for()
    {
        var noisy = new float[100_000];

        WhiteNoise.Add(new float[100_000], noisy, 0.25, 9);

        Assert.Equal(0.25, Math.Sqrt(noisy.Average(x => (double)x * x)), 0.003);
    }

    [Fact]
    public void Silence_stays_silent()
    {
        var noisy = TestSignals.Noise(1, 100, 1);

        WhiteNoise.AddAtRatio(new float[100], noisy, 10, 9);

        Assert.All(noisy, x => Assert.Equal(0, x));
    }
}
