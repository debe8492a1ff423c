using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Tests.Linear;

public class LinearModelTests
{
    private static readonly LinearModel Model = new(["a", "b", "c"], 2, [1, 2, 3, -1, 0, 1], [0.5, 0, -0.5]);

    [Fact]
    public void Scores_are_the_weighted_sums_and_the_intercepts() =>
        Assert.Equal([0.5, 2, 3.5, 0.5, 0, -0.5], Model.DecisionFunction(new DenseMatrix(2, 2, [1, 1, 0, 0])));

    [Fact]
    public void Probabilities_are_the_softmax_of_the_scores_over_the_temperature()
    {
        var probabilities = Model.WithTemperature(2).PredictProba(new DenseMatrix(1, 2, [1, 1]));

        var e = new[] { 0.25, 1, 1.75 }.Select(Math.Exp).ToArray();
        Golden.GoldenFile.Close([.. e.Select(v => v / e.Sum())], probabilities, 1e-15);
    }

    [Fact]
    public void One_vs_rest_probabilities_are_sigmoids_over_their_sum()
    {
        var probabilities = Model.WithLink(ProbabilityLink.OneVsRest).PredictProba(new DenseMatrix(1, 2, [1, 1]));

        var s = new[] { 0.5, 2, 3.5 }.Select(v => 1 / (1 + Math.Exp(-v))).ToArray();
        Golden.GoldenFile.Close([.. s.Select(v => v / s.Sum())], probabilities, 1e-15);
    }

    [Theory]
    [InlineData(ProbabilityLink.Softmax)]
    [InlineData(ProbabilityLink.OneVsRest)]
    public void Scores_of_any_size_give_probabilities_that_sum_to_one(ProbabilityLink link)
    {
        var model = new LinearModel(["a", "b", "c"], 1, [1, -1, 0.5], [0, 0, 0], temperature: 1e-3, link);

        var probabilities = model.PredictProba(new DenseMatrix(4, 1, [1e5, -1e5, 0, 1e-300]));

        Assert.All(probabilities.Chunk(3), row => Assert.Equal(1, row.Sum(), 12));
    }

    [Fact]
    public void The_first_of_equal_scores_is_predicted() => Assert.Equal([0], new LinearModel(["a", "b"], 1, [0, 0], [1, 1]).Predict(new DenseMatrix(1, 1, [3])));

    [Fact]
    public void Rows_with_another_number_of_features_are_refused() =>
        Assert.Contains("2 features", Assert.Throws<ArgumentException>(() => Model.Predict(new DenseMatrix(1, 3))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_temperature_that_is_no_positive_number_is_refused(double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.WithTemperature(temperature));

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() => Assert.Throws<ArgumentException>(() => new LinearModel(["a", "b"], 2, new double[3], new double[2]));
}
