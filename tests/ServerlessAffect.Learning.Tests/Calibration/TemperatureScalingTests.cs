using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Tests.Calibration;

public class TemperatureScalingTests
{
    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.2)]
    [InlineData(30)]
    public void Scores_times_s_have_the_temperature_times_s(double s)
    {
        var (scores, y) = Noisy();
        var temperature = TemperatureScaling.Fit(scores, y, 4);

        Assert.Equal(temperature * s, TemperatureScaling.Fit([.. scores.Select(v => v * s)], y, 4), 1e-9 * s);
    }

    [Fact]
    public void No_other_temperature_has_a_lower_loss()
    {
        var (scores, y) = Noisy();
        var temperature = TemperatureScaling.Fit(scores, y, 4);

        Assert.All([0.5, 0.9, 0.999, 1.001, 1.1, 2], factor => Assert.True(Loss(temperature) < Loss(temperature * factor)));

        double Loss(double t)
        {
            var model = new LinearModel(["a", "b", "c", "d"], 4, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], new double[4], t);
            return ProbabilityScores.LogLoss(model.PredictProba(new DenseMatrix(y.Length, 4, scores)), y, 4);
        }
    }

    [Fact]
    public void Perfect_scores_get_the_lowest_temperature_and_worthless_ones_the_highest()
    {
        Assert.Equal(TemperatureScaling.MinTemperature, TemperatureScaling.Fit([1, 0, 0, 1], [0, 1], 2), 1e-9);
        Assert.Equal(TemperatureScaling.MaxTemperature, TemperatureScaling.Fit([0, 1, 1, 0], [0, 1], 2), 1e-3);
    }

    [Fact]
    public void Calibration_keeps_the_predictions()
    {
        var problem = SampleProblem.Make(2);
        var model = new LinearSvc().Fit(problem.X, problem.Y, problem.Classes);

        Assert.Equal(model.Predict(problem.X), TemperatureScaling.Calibrate(model, problem.X, problem.Y).Predict(problem.X));
    }

    [Fact]
    public void No_rows_are_refused() => Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => TemperatureScaling.Fit([], [], 2)).Code);

    private static (double[] Scores, int[] Y) Noisy()
    {
        var problem = SampleProblem.Make(3, rows: 200, features: 4, classes: 4);
        return (problem.X.Values, problem.Y);
    }
}
