using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Tests.Neighbors;

public class KNeighborsTests
{
    private static readonly DenseMatrix X = new(4, 1, [0, 1, 2, 10]);

    [Fact]
    public void A_row_at_distance_0_outvotes_all_others()
    {
        var model = new KNeighborsClassifier { Neighbors = 3, Weights = NeighborWeights.Distance }.Fit(X, [0, 1, 1, 0], ["a", "b"]);

        Assert.Equal([1.0, 0], model.DecisionFunction(new DenseMatrix(1, 1, [0])));
        Assert.Equal(2.0 / (2 + (1 / 1.5) + 2), model.DecisionFunction(new DenseMatrix(1, 1, [0.5]))[0], 1e-12);
    }

    [Fact]
    public void Equally_near_rows_come_in_their_order()
    {
        var (rows, distances) = new KNeighborsClassifier { Neighbors = 2 }.Fit(X, [0, 1, 1, 0], ["a", "b"]).Nearest(new DenseMatrix(1, 1, [1.5]));

        Assert.Equal([1, 2], rows);
        Assert.Equal([0.5, 0.5], distances);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KNeighborsClassifier().Fit(X, [0, 1, 1, 0], ["a", "b"]));
    }
}
