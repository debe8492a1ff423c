using ServerlessAffect.Signal.Effects;

namespace ServerlessAffect.Signal.Tests.Effects;

public sealed class SincInterpolationTests
{
    [Theory]
    [InlineData(0.96)]
    [InlineData(1.0411)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void A_tone_that_both_rates_hold_is_read_at_every_position(double step)
    {
        var output = new float[(int)(20_000 / step)];

        new SincInterpolation(step).Apply(TestSignals.Sine(3000, 20_000, 22_050), output);

        var from = 100;
        var (signal, error) = (0.0, 0.0);
        for (var i = from; i < output.Length - from; i++)
        {
            var expected = 0.5 * Math.Sin(2 * Math.PI * 3000 * i * step / 22_050);
            signal += expected * expected;
            error += Math.Pow(expected - output[i], 2);
        }

        Assert.True(10 * Math.Log10(signal / error) > 70, $"{10 * Math.Log10(signal / error):F1} dB");
    }

    [Fact]
    public void A_tone_that_the_lower_rate_cannot_hold_is_taken_away()
    {
        var output = new float[9000];

        new SincInterpolation(2).Apply(TestSignals.Sine(8000, 20_000, 22_050), output);

        Assert.All(output[50..^50], x => Assert.InRange(x, -0.001f, 0.001f));
    }

    [Fact]
    public void A_constant_stays_what_it_is()
    {
        var (input, output) = (new float[1000], new float[900]);
        Array.Fill(input, 0.7f);

        new SincInterpolation(1.05).Apply(input, output);

        Assert.All(output[50..^50], x => Assert.Equal(0.7f, x, 1e-5f));
    }
}
