using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Vectorizers;

public sealed class ColumnSortTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(64, 200)]
    [InlineData(65, 200)]
    [InlineData(200, 256)]
    [InlineData(200, 257)]
    [InlineData(3_000, 1 << 16)]
    [InlineData(3_000, 1 << 19)]
    [InlineData(3_000, int.MaxValue)]
    public void Entries_come_sorted_by_column_with_their_counts(int length, int columns)
    {
        var random = new Random(length);
        int[] chosen = [.. Enumerable.Range(0, length * 2).Select(_ => random.Next(columns)).Append(columns - 1).Append(0).Distinct().Take(length)];
        ColumnCount[] entries = [.. chosen.Select(c => new ColumnCount(c, c ^ 0x55))];
        var sorted = ColumnSort.Sort(entries, new ColumnCount[entries.Length], columns);
        Assert.Equal(chosen.Order(), sorted.ToArray().Select(e => e.Column));
        Assert.All(sorted.ToArray(), e => Assert.Equal(e.Column ^ 0x55, e.Count));
    }
}
