namespace ServerlessAffect.Learning.Tests;

public class SeededRandomTests
{
    [Fact]
    public void A_seed_gives_the_same_numbers_for_ever()
    {
        var random = new SeededRandom(42);

        // splitmix64(42) into xoshiro256**, as the authors' reference code prints.
        Assert.Equal([1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL], [random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Bounded_numbers_cover_their_range_evenly(int bound)
    {
        var random = new SeededRandom(3);
        var counts = new int[bound];
        for (var i = 0; i < 200 * bound; i++)
        {
            counts[random.Next(bound)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 120, 290));
    }

    [Fact]
    public void Fractions_stay_below_one_and_average_a_half()
    {
        var random = new SeededRandom(5);
        var values = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble()).ToArray();

        Assert.All(values, v => Assert.InRange(v, 0, 0.9999999999999999));
        Assert.InRange(values.Average(), 0.49, 0.51);
    }

    [Fact]
    public void A_shuffle_keeps_every_value()
    {
        var values = Enumerable.Range(0, 100).ToArray();
        new SeededRandom(1).Shuffle(values.AsSpan());

        Assert.NotEqual(Enumerable.Range(0, 100), values);
        Assert.Equal(Enumerable.Range(0, 100), values.Order());
    }
}
