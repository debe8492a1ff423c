using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Tests.Metrics;

public class ConfusionMatrixTests
{
    private static readonly Arbitrary<List<(int Truth, int Predicted)>> Pairs =
        Gen.Choose(0, 4).Zip(Gen.Choose(0, 4)).NonEmptyListOf().Select(list => list.ToList()).ToArbitrary();

    [Fact]
    public void Renaming_the_classes_changes_no_mean() => Check.One(SampleProblem.Tests(200), Prop.ForAll(Pairs, pairs =>
    {
        int[] names = [3, 0, 4, 1, 2];
        var one = ConfusionMatrix.Of([.. pairs.Select(p => p.Truth)], [.. pairs.Select(p => p.Predicted)], 5);
        var other = ConfusionMatrix.Of([.. pairs.Select(p => names[p.Truth])], [.. pairs.Select(p => names[p.Predicted])], 5);

        Golden.GoldenFile.Close(Measures(one), Measures(other), 1e-12);
    }));

    [Fact]
    public void Micro_scores_are_the_accuracy_and_all_means_stay_within_their_range() => Check.One(SampleProblem.Tests(200), Prop.ForAll(Pairs, pairs =>
    {
        var confusion = ConfusionMatrix.Of([.. pairs.Select(p => p.Truth)], [.. pairs.Select(p => p.Predicted)], 5);

        Assert.Equal(confusion.Accuracy, confusion.Report().Micro.FScore, 1e-12);
        Assert.Equal(confusion.Accuracy, confusion.Report().Weighted.Recall, 1e-12);
        Assert.InRange(confusion.UnweightedAverageRecall, 0, 1);
        Assert.InRange(confusion.MatthewsCorrelation, -1 - 1e-12, 1 + 1e-12);
        Assert.True(confusion.MajorityAccuracy >= confusion.Support(0) / (double)pairs.Count);
    }));

    [Fact]
    public void Perfect_predictions_score_one()
    {
        var confusion = ConfusionMatrix.Of([0, 1, 2, 2], [0, 1, 2, 2], 3);

        Assert.All([confusion.Accuracy, confusion.UnweightedAverageRecall, confusion.MacroF1, confusion.WeightedF1, confusion.CohenKappa(), confusion.MatthewsCorrelation], v => Assert.Equal(1, v, 12));
    }

    [Fact]
    public void Classes_that_the_truth_does_not_hold_do_not_count_in_uar()
    {
        var confusion = ConfusionMatrix.Of([0, 0, 1], [0, 2, 1], 3);

        Assert.Equal(0.75, confusion.UnweightedAverageRecall);
        Assert.Equal(0, confusion.NormalisedByTruth()[2, 2]);
    }

    [Fact]
    public void Classes_that_neither_side_names_do_not_count_in_the_macro_f1_of_those_that_occur()
    {
        Assert.Equal(1, ConfusionMatrix.Of([0, 0, 3], [0, 0, 3], 4).MacroF1OfOccurring, 12);
        Assert.Equal(0.5, ConfusionMatrix.Of([0, 0, 3], [0, 0, 3], 4).MacroF1, 12);
        Assert.Equal(((2.0 / 3) + 0 + 1) / 3, ConfusionMatrix.Of([0, 0, 1], [0, 2, 1], 4).MacroF1OfOccurring, 12);
    }

    [Fact]
    public void Labels_and_predictions_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 1], [0], 2));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 2], [0, 1], 2));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 1], [0, -1], 2));
    }

    private static double[] Measures(ConfusionMatrix c) => [c.Accuracy, c.UnweightedAverageRecall, c.MacroF1, c.WeightedF1, c.MatthewsCorrelation, c.CohenKappa()];
}
