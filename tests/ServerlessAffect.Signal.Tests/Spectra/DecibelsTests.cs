using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Signal.Tests.Spectra;

public class DecibelsTests
{
    [Fact]
    public void Ten_times_the_power_is_ten_decibels_more_down_to_the_floor()
    {
        var power = Enumerable.Range(-12, 30).Select(e => (float)Math.Pow(10, e)).ToArray();
        var decibels = new float[power.Length];
        Decibels.FromPower(power, decibels);
        Assert.All(Enumerable.Range(0, power.Length), i => Assert.Equal(Math.Max(-100, 10 * (i - 12)), decibels[i], 1e-4));
    }

    [Fact]
    public void The_reference_is_zero_decibels_and_never_below_the_floor()
    {
        var decibels = new float[2];
        Decibels.FromPower([50f, 5f], decibels, reference: 50);
        Assert.Equal(0, decibels[0], 1e-4);
        Assert.Equal(-10, decibels[1], 1e-4);
        Decibels.FromPower([0f, 0f], decibels, reference: 0);
        Assert.Equal(0, decibels[0], 1e-4);
    }

    [Fact]
    public void What_is_too_far_below_the_loudest_is_raised()
    {
        float[] decibels = [10, -60, -71, -500];
        Decibels.Limit(decibels);
        Assert.Equal([10, -60, -70, -70], decibels);
        Decibels.Limit([]);
    }
}
