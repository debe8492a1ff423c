namespace ServerlessAffect.Learning.Tests;

public class ClassVectorTests
{
    [Fact]
    public void Scaled_addition_equals_the_scalar_loop_to_the_bit_at_every_length()
    {
        for (var length = 0; length <= 67; length++)
        {
            var (source, _, destination) = Inputs(length);
            var expected = destination.Select((d, i) => Math.FusedMultiplyAdd(source[i], 0.37, d)).ToArray();

            ClassVector.AddScaled(source, 0.37, destination);

            Assert.Equal(expected, destination);
        }
    }

    [Fact]
    public void Scaled_addition_of_products_equals_the_scalar_loop_to_the_bit_at_every_length()
    {
        for (var length = 0; length <= 67; length++)
        {
            var (source, scale, destination) = Inputs(length);
            var expected = destination.Select((d, i) => Math.FusedMultiplyAdd(source[i] * -1.3, scale[i], d)).ToArray();

            ClassVector.AddScaledProduct(source, scale, -1.3, destination);

            Assert.Equal(expected, destination);
        }
    }

    [Fact]
    public void Nothing_beyond_the_shorter_span_is_touched()
    {
        double[] destination = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        ClassVector.AddScaled([1, 1, 1, 1, 1], 10, destination);

        Assert.Equal([11, 12, 13, 14, 15, 6, 7, 8, 9], destination);
    }

    private static (double[] Source, double[] Scale, double[] Destination) Inputs(int length)
    {
        var random = new SeededRandom(length);
        double[] Draw() => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        return (Draw(), Draw(), Draw());
    }
}
