using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Tests.Metrics;

public class RankingTests
{
    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
    {
        var rows = Gen.Choose(0, 8).Select(v => v / 8.0).Zip(ArbMap.Default.GeneratorFor<bool>()).NonEmptyListOf().ToArbitrary();
        Check.One(SampleProblem.Tests(200), Prop.ForAll(rows, list =>
        {
            double[] scores = [.. list.Select(r => r.Item1)];
            bool[] positive = [.. list.Select(r => r.Item2)];
            var pairs = scores.Where((_, i) => positive[i]).SelectMany(p => scores.Where((_, i) => !positive[i]).Select(n => p > n ? 1 : p == n ? 0.5 : 0)).ToArray();
            var area = RocCurve.Of(scores, positive).Area;

            Assert.Equal(pairs.Length == 0 ? double.NaN : pairs.Average(), area, 1e-12);
            Assert.Equal(area, RocCurve.Of(scores, positive, dropIntermediate: true).Area, 1e-12);
        }));
    }

    [Fact]
    public void A_perfect_order_has_area_one_and_no_equal_error()
    {
        var curve = RocCurve.Of([0.1, 0.2, 0.8, 0.9], [false, false, true, true]);

        Assert.Equal((1, 0, 1), (curve.Area, curve.EqualErrorRate, curve.PartialArea(0.3)));
        Assert.Equal(1, PrecisionRecallCurve.Of([0.1, 0.2, 0.8, 0.9], [false, false, true, true]).AveragePrecision);
    }

    [Fact]
    public void A_class_that_no_row_has_is_not_a_number_and_stays_out_of_the_means()
    {
        double[] scores = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.6, 0.3, 0.1];
        int[] truth = [0, 1, 0];

        Assert.Equal([1, 1, double.NaN], MulticlassRanking.AreaPerClass(scores, truth, 3));
        Assert.Equal(1, MulticlassRanking.OneVsRestMacro(scores, truth, 3));
        Assert.Equal(1, MulticlassRanking.OneVsRestWeighted(scores, truth, 3));
        Assert.Equal(1, MulticlassRanking.OneVsOneMacro(scores, truth, 3));
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_refused() => Assert.Throws<ArgumentException>(() => RocCurve.Of([double.NaN, 1], [true, false]));
}
