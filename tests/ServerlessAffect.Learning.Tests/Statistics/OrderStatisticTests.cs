using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Statistics;

public class OrderStatisticTests
{
    [Fact]
    public void The_value_at_a_place_is_that_of_the_sorted_values()
    {
        var problems = from count in Gen.Choose(1, 60)
                       from values in Gen.ArrayOf(Gen.Choose(-9, 9), count)
                       from place in Gen.Choose(0, count - 1)
                       select (values, place);
        Check.One(SampleProblem.Tests(300), Prop.ForAll(problems.ToArbitrary(), p =>
        {
            var values = Array.ConvertAll(p.values, v => (double)v);
            var expected = values.Order().ElementAt(p.place);

            Assert.Equal(expected, OrderStatistic.Select(values, p.place));
            Assert.All(values.Take(p.place), v => Assert.True(v <= expected));
            Assert.All(values.Skip(p.place), v => Assert.True(v >= expected));
            Assert.Equal(p.values.Order().Select(v => (double)v), values.Order());
        }));
    }

    [Fact]
    public void Sorted_and_equal_values_take_no_square_of_time()
    {
        const int Count = 1_000_000;
        double[] rising = [.. Enumerable.Range(0, Count).Select(i => (double)i)];

        Assert.Equal(Count / 3, OrderStatistic.Select(rising, Count / 3));
        Assert.Equal(1, OrderStatistic.Select([.. Enumerable.Repeat(1.0, Count)], Count / 2));
    }
}
