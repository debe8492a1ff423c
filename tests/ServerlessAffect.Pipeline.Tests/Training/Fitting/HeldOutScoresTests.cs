using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Tests.Training.Fitting;

public class HeldOutScoresTests
{
    private const int Classes = 3;
    private static readonly Recipe One = MadeUpTexts.Recipe with { Members = [MadeUpTexts.Recipe.Members[0]] };

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(8)]
    public void Temperatures_undo_a_scale_that_scores_have_too_much(double scale)
    {
        var (scores, labels) = Calibrated(6000);
        var scaled = Array.ConvertAll(scores, s => s * scale);

        var held = new HeldOutScores([scaled], labels, Classes, One with { Calibration = new RecipeCalibration() });

        Assert.Equal(scale, held.MemberTemperatures[0] * held.Temperature, 0.08 * scale);
        Assert.InRange(held.CalibrationError, 0, 0.03);
    }

    [Fact]
    public void The_goal_of_least_calibration_error_is_never_worse_at_it()
    {
        var (scores, labels) = Calibrated(900);

        var likely = new HeldOutScores([scores], labels, Classes, One with { Calibration = new RecipeCalibration { Goal = CalibrationGoal.LogLoss } });
        var least = new HeldOutScores([scores], labels, Classes, One with { Calibration = new RecipeCalibration { Goal = CalibrationGoal.CalibrationError } });

        Assert.True(least.CalibrationError <= likely.CalibrationError, $"{least.CalibrationError} > {likely.CalibrationError}");
        Assert.InRange(least.Temperature / likely.Temperature, 0.8, 1.2);
    }

    [Fact]
    public void Readings_above_the_threshold_are_as_accurate_as_was_asked()
    {
        var (scores, labels) = Calibrated(3000);

        var held = new HeldOutScores([scores], labels, Classes, One with { Unsure = new RecipeUnsure(0.95) });

        Assert.InRange(held.Unsure.Accuracy, 0.95, 0.97);
        Assert.True(held.Unsure.Coverage < 1 && held.Confusion.Accuracy < 0.95);
    }

    // Labels are drawn from the softmax of the scores, so temperature 1 is right.
    private static (double[] Scores, int[] Labels) Calibrated(int rows)
    {
        var random = new Random(11);
        var scores = new double[rows * Classes];
        var labels = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            var row = scores.AsSpan(i * Classes, Classes);
            var weights = new double[Classes];
            for (var c = 0; c < Classes; c++)
            {
                row[c] = 6 * (random.NextDouble() - 0.5);
                weights[c] = Math.Exp(row[c]);
            }

            var at = random.NextDouble() * weights.Sum();
            while (at > weights[labels[i]])
            {
                at -= weights[labels[i]++];
            }
        }

        return (scores, labels);
    }
}
