using ServerlessAffect.Learning.Metrics.Clustering;

namespace ServerlessAffect.Learning.Tests.Metrics.Clustering;

public class ContingencyTableTests
{
    [Theory]
    [InlineData(new[] { 0, 0, 0, 1, 1, 2 }, new[] { 0, 0, 1, 1, 1, 1 })]
    [InlineData(new[] { 0, 0, 0, 0, 0, 1 }, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(new[] { 0, 1, 1, 2, 2, 2 }, new[] { 0, 0, 0, 0, 0, 1 })]
    public void The_expected_information_is_the_mean_over_all_orders(int[] truth, int[] labels)
    {
        var orders = Orders(labels).ToArray();
        var mean = orders.Average(order => ContingencyTable.Of(truth, order).MutualInformation);

        var expected = ExpectedMutualInformation.Of([.. truth.CountBy(t => t).Select(c => c.Value)], [.. labels.CountBy(t => t).Select(c => c.Value)], truth.Length);

        Assert.Equal(720, orders.Length);
        Assert.Equal(mean, expected, 1e-12);
    }

    [Fact]
    public void Chance_is_0_and_equality_1_for_what_is_adjusted()
    {
        var random = new SeededRandom(5);
        int[] truth = [.. Enumerable.Range(0, 20_000).Select(_ => random.Next(6))];
        int[] labels = [.. truth.Select(_ => random.Next(9))];
        var (chance, equal) = (ContingencyTable.Of(truth, labels), ContingencyTable.Of(truth, [.. truth.Select(t => 100 - t)]));

        Assert.Equal(0, chance.AdjustedRand, 1e-3);
        Assert.Equal(0, chance.AdjustedMutualInformation, 1e-3);
        Assert.Equal((1, 1), (equal.AdjustedRand, Math.Round(equal.AdjustedMutualInformation, 12)));
    }

    [Fact]
    public void Exchanging_the_sides_changes_nothing_but_which_is_called_what()
    {
        int[] a = [0, 0, 1, 1, 2, 2, 2, -1, -1];
        int[] b = [5, 5, 5, 7, 7, 7, 7, 7, 9];
        var (one, other) = (ContingencyTable.Of(a, b), ContingencyTable.Of(b, a));

        Assert.Equal(one.AdjustedRand, other.AdjustedRand, 1e-14);
        Assert.Equal(one.AdjustedMutualInformation, other.AdjustedMutualInformation, 1e-12);
        Assert.Equal(one.Homogeneity, other.Completeness, 1e-14);
        Assert.Equal((4, 3), (one.Classes, one.Clusters));
    }

    [Fact]
    public void One_group_on_both_sides_agrees_fully()
    {
        var table = ContingencyTable.Of([3, 3, 3], [1, 1, 1]);

        double[] full = [table.Rand, table.AdjustedRand, table.AdjustedMutualInformation, table.NormalizedMutualInformation, table.Homogeneity, table.Completeness, table.VMeasure, table.Purity];
        Assert.All(full, value => Assert.Equal(1, value));
        Assert.Equal(0, table.MutualInformation);
    }

    [Fact]
    public void As_many_groups_as_rows_take_no_square_of_memory_or_time()
    {
        var rows = 300_000;
        int[] each = [.. Enumerable.Range(0, rows)];
        var table = ContingencyTable.Of(each, [.. each.Select(i => i / 2)]);

        Assert.Equal(rows, table.Classes);
        Assert.InRange(table.AdjustedMutualInformation, -1e-6, 1e-6);
        Assert.Equal(0, table.AdjustedRand);
    }

    private static IEnumerable<int[]> Orders(int[] values)
    {
        if (values.Length <= 1)
        {
            yield return values;
            yield break;
        }

        for (var i = 0; i < values.Length; i++)
        {
            int[] rest = [.. values[..i], .. values[(i + 1)..]];
            foreach (var order in Orders(rest))
            {
                yield return [values[i], .. order];
            }
        }
    }
}
