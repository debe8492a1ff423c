using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Tests.Preprocessing;

public class GroupStandardScalerTests
{
    private static readonly string[] Groups = [.. Enumerable.Range(0, 40).Select(i => $"speaker {i % 3}"), "alone"];

    [Fact]
    public void Every_group_has_mean_0_and_variance_1_and_a_row_alone_is_zeros()
    {
        var scaled = GroupStandardScaler.Transform(Invented.Matrix(1, 41, 4), Groups);
        for (var j = 0; j < 4; j++)
        {
            for (var g = 0; g < 3; g++)
            {
                var own = Enumerable.Range(0, 40).Where(i => i % 3 == g).Select(i => scaled[i, j]).ToArray();
                Assert.Equal(0, own.Average(), 1e-12);
                Assert.Equal(1, own.Average(v => v * v), 1e-12);
            }

            Assert.Equal(0, scaled[40, j]);
        }
    }

    [Fact]
    public void A_group_does_not_see_the_others()
    {
        var x = Invented.Matrix(2, 41, 4);
        var poisoned = new DenseMatrix(41, 4, (double[])x.Values.Clone());
        poisoned.Row(1).Fill(1e12);
        var (clean, dirty) = (GroupStandardScaler.Transform(x, Groups), GroupStandardScaler.Transform(poisoned, Groups));

        Assert.All(Enumerable.Range(0, 40).Where(i => i % 3 != 1), i => Assert.Equal(clean.Row(i), dirty.Row(i)));
        Assert.Throws<ArgumentException>(() => GroupStandardScaler.Transform(x, Groups[1..]));
    }
}
