using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Tests.Metrics;

public class ProbabilityScoresTests
{
    [Fact]
    public void A_confidence_on_an_edge_belongs_to_the_bin_below()
    {
        // 0.6 ends the third of five bins; 0.6000001 is in the fourth.
        var bins = Reliability.EqualWidth([0.6, 0.4, 0.6000001, 0.3999999], [0, 0], 2, bins: 5).Bins;

        Assert.Equal([0, 0, 1, 1, 0], bins.Select(b => b.Count));
    }

    [Fact]
    public void Every_edge_of_many_bins_is_exact()
    {
        for (var bins = 2; bins <= 40; bins++)
        {
            for (var edge = (bins / 2) + 1; edge <= bins; edge++)
            {
                var confidence = (double)edge / bins;
                var counts = Reliability.EqualWidth([confidence, 1 - confidence], [0], 2, bins).Bins.Select(b => b.Count).ToArray();
                Assert.Equal(edge - 1, Array.IndexOf(counts, 1));
            }
        }
    }

    [Fact]
    public void Certain_and_right_has_no_error_and_certain_and_wrong_has_all()
    {
        Assert.Equal(0, Reliability.EqualWidth([1, 0, 0, 1], [0, 1], 2).ExpectedCalibrationError);
        Assert.Equal(1, Reliability.EqualWidth([1, 0, 0, 1], [1, 0], 2).ExpectedCalibrationError);
        Assert.Equal(2, ProbabilityScores.Brier([1, 0, 0, 1], [1, 0], 2));
    }

    [Fact]
    public void More_bins_than_rows_leave_some_empty() =>
        Assert.Equal([1, 1, 0, 0], Reliability.EqualMass([0.6, 0.4, 0.2, 0.8], [0, 1], 2, bins: 4).Bins.Select(b => b.Count));

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ProbabilityScores.LogLoss([0.5, 0.5], [0, 1], 2));
        Assert.Throws<ArgumentException>(() => ProbabilityScores.Brier([0.5, 0.5], [2], 2));
    }
}
