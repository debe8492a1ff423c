using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Core.Tests.Numerics;

public class FixedOrderTests
{
    [Fact]
    public void Where_the_values_lie_in_memory_changes_no_bit()
    {
        var random = new Random(3);
        for (var length = 0; length < 300; length += 7)
        {
            var (x, y) = (Values(random, length), Values(random, length));
            var (sum, dot) = (FixedOrder.Sum(x), FixedOrder.Dot(x, y));
            for (var offset = 1; offset < 9; offset++)
            {
                double[] moved = [.. new double[offset], .. x];
                Assert.Equal(BitConverter.DoubleToInt64Bits(sum), BitConverter.DoubleToInt64Bits(FixedOrder.Sum(moved.AsSpan(offset))));
                Assert.Equal(BitConverter.DoubleToInt64Bits(dot), BitConverter.DoubleToInt64Bits(FixedOrder.Dot(moved.AsSpan(offset), y)));
            }
        }
    }

    [Fact]
    public void Sums_are_those_of_plain_loops()
    {
        var random = new Random(4);
        for (var length = 0; length < 100; length++)
        {
            var (x, y) = (Values(random, length), Values(random, length));

            Assert.Equal(x.Sum(), FixedOrder.Sum(x), 1e-12);
            Assert.Equal(x.Zip(y, (a, b) => a * b).Sum(), FixedOrder.Dot(x, y), 1e-12);
            Assert.Equal(x.Sum(a => a * a), FixedOrder.SumOfSquares(x), 1e-12);
            Assert.Equal(Math.Sqrt(x.Sum(a => a * a)), FixedOrder.Norm(x), 1e-12);
        }
    }

    [Fact]
    public void Lengths_that_differ_are_refused() => Assert.Throws<ArgumentException>(() => FixedOrder.Dot([1, 2], [1]));

    private static double[] Values(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
}
