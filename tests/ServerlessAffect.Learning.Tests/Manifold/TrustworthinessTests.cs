using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Manifold;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Tests.Manifold;

public class TrustworthinessTests
{
    [Fact]
    public void Rows_as_their_own_embedding_are_trusted_wholly()
    {
        var x = Groups.Of(101);

        Assert.Equal(1, Trustworthiness.Of(x, x));
        Assert.True(Trustworthiness.Of(x, Invented.Matrix(2, 101, 2)) < 0.6);
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    public void It_is_what_its_formula_says(DistanceMetric metric)
    {
        var (x, points) = (Groups.Of(43), Invented.Matrix(2, 43, 2));
        var ranks = new NearestNeighbors(x, metric).KNeighbors(42);
        var nearest = new NearestNeighbors(points).KNeighbors(4);
        var excess = Enumerable.Range(0, 43).Sum(i => nearest.RowsOf(i).ToArray().Sum(j => Math.Max(0, ranks.RowsOf(i).IndexOf(j) + 1 - 4)));

        Assert.Equal(1 - (2.0 * excess / (43 * 4 * (86 - 12 - 1))), Trustworthiness.Of(x, points, 4, metric, 2), 1e-12);
    }

    [Fact]
    public void Too_few_rows_are_refused() =>
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Trustworthiness.Of(Groups.Of(10), Groups.Of(10))).Code);
}
