using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Calibration;

namespace ServerlessAffect.Learning.Tests.Calibration;

public class IsotonicRegressionTests
{
    [Fact]
    public void The_fit_never_falls_and_keeps_the_mean()
    {
        var pairs = Gen.Choose(0, 20).Select(v => v / 4.0).Zip(Gen.Choose(0, 6).Select(v => v / 2.0)).NonEmptyListOf().ToArbitrary();
        Check.One(SampleProblem.Tests(200), Prop.ForAll(pairs, list =>
        {
            var x = list.Select(p => p.Item1).ToArray();
            var y = list.Select(p => p.Item2).ToArray();
            var isotonic = IsotonicRegression.Fit(x, y);
            var fitted = x.Order().Select(isotonic.Predict).ToArray();

            Assert.Equal(fitted.Order(), fitted);
            Assert.Equal(y.Average(), fitted.Average(), 1e-9);
        }));
    }

    [Fact]
    public void Rising_targets_are_kept_as_they_are()
    {
        var isotonic = IsotonicRegression.Fit([3, 1, 2], [30, 10, 20]);

        Assert.Equal([10, 15, 20, 30, 30, 10], new[] { 1, 1.5, 2, 3, 99, -99 }.Select(isotonic.Predict));
    }
}
