using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Svm;

namespace ServerlessAffect.Learning.Tests.Svm;

public class PairwiseCouplingTests
{
    [Fact]
    public void Pairs_that_agree_give_back_the_probabilities_that_made_them()
    {
        double[] expected = [0.5, 0.2, 0.25, 0.05];
        var r = new double[16];
        for (var at = 0; at < 16; at++)
        {
            r[at] = expected[at / 4] / (expected[at / 4] + expected[at % 4]);
        }

        var p = new double[4];
        PairwiseCoupling.Couple(r, new double[16], new double[4], p);

        Assert.Equal(1, p.Sum(), 1e-12);
        Assert.All(expected.Zip(p), e => Assert.Equal(e.First, e.Second, 5e-3));
    }

    [Fact]
    public void Two_classes_have_the_sigmoids_probabilities()
    {
        double[] decisions = [2, 1.5, -0.3, 0.4, -2, -1, 0.2, -0.1];
        int[] y = [0, 0, 0, 0, 1, 1, 1, 1];
        var sigmoid = PlattScaling.Fit(decisions, [.. y.Select(label => label == 0)]);
        var probabilities = PairwiseCoupling.Fit(decisions, y, 2).PredictProba(decisions);

        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(sigmoid.Predict(decisions[i]), probabilities[2 * i], 2e-3));
    }

    [Fact]
    public void Probabilities_of_a_machine_sum_to_one_and_follow_its_votes()
    {
        var problem = SampleProblem.Make(4, rows: 200, classes: 3);
        int[] train = [.. Enumerable.Range(0, 100)];
        int[] held = [.. Enumerable.Range(100, 100)];
        var (fit, calibrate) = (problem.Take(train), problem.Take(held));
        var model = new Svc().Fit(fit.X, fit.Y, fit.Classes);
        var decisions = model.PairDecisions(calibrate.X);
        var probabilities = PairwiseCoupling.Fit(decisions, calibrate.Y, 3).PredictProba(decisions);
        var votes = model.Predict(calibrate.X);

        Assert.All(probabilities.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-12));
        var same = probabilities.Chunk(3).Select((row, i) => Array.IndexOf(row, row.Max()) == votes[i] ? 1 : 0).Sum();
        Assert.InRange(same, 80, 100);
    }

    [Fact]
    public void Votes_that_tie_go_to_the_first_class()
    {
        // 0 beats 1, 2 beats 0, 1 beats 2: one vote each.
        double[] decisions = [1, -1, 1];

        Assert.Equal([0], PairwiseDecisions.Predict(decisions, 3));
        Assert.Equal([1.0, 1, 1], PairwiseDecisions.VotesWithConfidence(decisions, 3));
    }
}
