using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Learning.Tests.ModelSelection;

public class UnsureThresholdTests
{
    [Fact]
    public void It_is_the_smallest_that_reaches_the_accuracy()
    {
        var rows = Gen.Choose(1, 12).Select(v => v / 12.0).Zip(ArbMap.Default.GeneratorFor<bool>()).NonEmptyListOf();
        var cases = rows.Zip(Gen.Choose(0, 10).Select(v => v / 10.0)).ToArbitrary();
        Check.One(SampleProblem.Tests(300), Prop.ForAll(cases, sample =>
        {
            var (list, target) = sample;
            var threshold = UnsureThreshold.Choose([.. list.Select(r => r.Item1)], [.. list.Select(r => r.Item2)], target);
            double Accuracy(double at) => list.Where(r => r.Item1 >= at).Select(r => r.Item2 ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();
            var candidates = list.Select(r => r.Item1).Append(0).Distinct().Order().Where(t => Accuracy(t) >= target - 1e-12).ToArray();

            if (candidates.Length == 0)
            {
                Assert.Equal(0, threshold.Coverage);
                Assert.All(list, r => Assert.True(r.Item1 < threshold.Value));
            }
            else
            {
                Assert.Equal(candidates[0], threshold.Value);
                Assert.Equal(Accuracy(candidates[0]), threshold.Accuracy, 1e-12);
                Assert.Equal(list.Count(r => r.Item1 >= candidates[0]) / (double)list.Count, threshold.Coverage, 1e-12);
            }
        }));
    }
}
