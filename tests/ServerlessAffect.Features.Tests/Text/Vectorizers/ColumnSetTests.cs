using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Text.Vectorizers;

public sealed class ColumnSetTests
{
    [Fact]
    public void Columns_come_back_once_in_order_with_how_often_they_came()
    {
        var set = new ColumnSet();
        Prop.ForAll(Gen.Choose(1, 300_000).SelectMany(limit => Gen.Choose(0, limit - 1).ListOf().Select(c => (limit, Columns: c.Concat(c.Take(c.Count / 3)).ToArray()))).ToArbitrary(), row =>
        {
            var counts = new ColumnCount[row.Columns.Length];
            var distinct = set.Count(row.Columns, row.limit, counts);
            var expected = row.Columns.GroupBy(c => c).OrderBy(g => g.Key).Select(g => new ColumnCount(g.Key, g.Count()));
            return expected.SequenceEqual(counts.Take(distinct));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));
    }
}
