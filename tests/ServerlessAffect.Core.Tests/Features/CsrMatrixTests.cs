using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Features;

public sealed class CsrMatrixTests
{
    [Fact]
    public void Rows_are_views_of_their_entries()
    {
        var matrix = new CsrMatrix(3, 5, [0, 2, 2, 3], [1, 4, 0], [0.5, -1, 2]);
        Assert.Equal((3, 5, 3), (matrix.Rows, matrix.Columns, matrix.Entries));
        Assert.Equal([1, 4], matrix.RowIndices(0).ToArray());
        Assert.Equal([0.5, -1], matrix.RowValues(0).ToArray());
        Assert.True(matrix.RowIndices(1).IsEmpty);
        Assert.Equal([2.0], matrix.RowValues(2).ToArray());
    }

    [Fact]
    public void A_matrix_may_be_empty()
    {
        Assert.Equal(0, new CsrMatrix(0, 0, [0], [], []).Entries);
        Assert.Equal(0, new CsrMatrix(2, 0, [0, 0, 0], [], []).Entries);
    }

    [Theory]
    [InlineData(-1, 1, new int[0], new int[0], 0)]
    [InlineData(1, -1, new[] { 0, 0 }, new int[0], 0)]
    [InlineData(1, 1, new int[0], new int[0], 0)]
    [InlineData(1, 1, new[] { 0 }, new int[0], 0)]
    [InlineData(1, 2, new[] { 1, 1 }, new[] { 0 }, 1)]
    [InlineData(1, 2, new[] { 0, 2 }, new[] { 0 }, 1)]
    [InlineData(1, 2, new[] { 0, 1 }, new[] { 0 }, 2)]
    [InlineData(2, 2, new[] { 0, 2, 1 }, new[] { 0 }, 1)]
    [InlineData(2, 2, new[] { 0, -1, 1 }, new[] { 0 }, 1)]
    [InlineData(1, 2, new[] { 0, 2 }, new[] { 1, 0 }, 2)]
    [InlineData(1, 2, new[] { 0, 2 }, new[] { 1, 1 }, 2)]
    [InlineData(1, 2, new[] { 0, 1 }, new[] { 2 }, 1)]
    [InlineData(1, 2, new[] { 0, 1 }, new[] { -1 }, 1)]
    [InlineData(int.MaxValue, 2, new[] { 0, 1 }, new[] { 1 }, 1)]
    public void Arrays_that_do_not_fit_together_are_refused(int rows, int columns, int[] indPtr, int[] indices, int values) =>
        Assert.Throws<ArgumentException>(() => new CsrMatrix(rows, columns, indPtr, indices, new double[values]));

    [Fact]
    public void Whatever_is_accepted_is_well_formed() => Prop.ForAll(Arrays().ToArbitrary(), a =>
    {
        var wellFormed = a.IndPtr[0] == 0 && a.IndPtr[^1] == a.Indices.Length
            && a.IndPtr.Zip(a.IndPtr.Skip(1)).All(p => p.First <= p.Second)
            && a.IndPtr.All(p => p >= 0 && p <= a.Indices.Length)
            && a.IndPtr.Zip(a.IndPtr.Skip(1)).All(p => IsAscending(a.Indices[p.First..p.Second], a.Columns));
        var error = Record.Exception(() => new CsrMatrix(a.IndPtr.Length - 1, a.Columns, a.IndPtr, a.Indices, new double[a.Indices.Length]));
        Assert.Equal(wellFormed, error is null);
        Assert.True(error is null or ArgumentException);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2000)));

    private static bool IsAscending(int[] columns, int limit) =>
        columns.All(c => c >= 0 && c < limit) && columns.Zip(columns.Skip(1)).All(p => p.First < p.Second);

    private static Gen<(int Columns, int[] IndPtr, int[] Indices)> Arrays() =>
        from rows in Gen.Choose(1, 3)
        from inner in Gen.Choose(-1, 4).ArrayOf(rows)
        from columns in Gen.Choose(0, 4)
        from indices in Gen.Choose(-1, 4).ArrayOf(3)
        from count in Gen.Choose(0, 3)
        let sorted = inner.Order().ToArray()
        select (columns, (int[])[0, .. rows > 1 ? sorted[1..] : [], count], indices[..count]);
}
