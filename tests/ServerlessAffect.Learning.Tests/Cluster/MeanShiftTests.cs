using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class MeanShiftTests
{
    [Fact]
    public void Rows_far_from_every_mode_are_noise_if_asked()
    {
        var x = new DenseMatrix(6, 1, [0, 0.1, 0.2, 50, 50.1, 3]);
        var all = new MeanShift { Bandwidth = 1, BinSeeding = true, MinBinFrequency = 2 }.Fit(x);
        var near = new MeanShift { Bandwidth = 1, BinSeeding = true, MinBinFrequency = 2, ClusterAll = false }.Fit(x);

        Assert.Equal([0, 0, 0, 1, 1, 0], all.Labels);
        Assert.Equal([0, 0, 0, 1, 1, IClustering.Noise], near.Labels);
        Assert.Equal(0.1, all.Centers[0, 0], 1e-12);
    }

    [Fact]
    public void Cells_without_a_row_in_reach_are_told_so()
    {
        var x = new DenseMatrix(4, 20);
        x.Values.AsSpan().Fill(0.499);
        x[3, 0] = 40;
        var error = Assert.Throws<AffectException>(() => new MeanShift { Bandwidth = 1, BinSeeding = true, MinBinFrequency = 2 }.Fit(x));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void The_bandwidth_is_the_mean_reach_of_a_share_of_the_rows(double quantile)
    {
        var x = Invented.Matrix(3, 57, 4);
        var expected = Enumerable.Range(0, 57).Average(i => Math.Sqrt(Enumerable.Range(0, 57).Select(j => CenterDistances.Squared(x.Row(i), x.Row(j))).Order().ElementAt((int)(57 * quantile) - 1)));

        Assert.Equal(expected, MeanShift.EstimateBandwidth(x, quantile), 1e-12);
    }
}
