using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class BirchTests
{
    [Theory]
    [InlineData(0.3, 2)]
    [InlineData(0.6, 3)]
    [InlineData(1.2, 50)]
    public void Every_row_is_in_one_group_and_no_group_is_wider_than_the_threshold(double threshold, int branching)
    {
        var x = Invented.Matrix(3, 600, 4);
        var tree = new FeatureTree(4, threshold, branching);
        for (var i = 0; i < x.Rows; i++)
        {
            tree.Insert(x.Row(i));
        }

        Assert.Equal(x.Rows, tree.Leaves().Sum(f => f.Rows));
        Assert.All(tree.Leaves(), f => Assert.InRange(f.SquaredRadius, -1e-12, (threshold * threshold) + 1e-12));
        Assert.Equal(tree.Leaves().Count(), tree.Centers().Rows);
    }

    [Fact]
    public void More_groups_than_can_be_merged_are_told_so()
    {
        var error = Assert.Throws<AffectException>(() => new Birch { Threshold = 1e-6, MemoryLimit = 1000 }.Fit(Invented.Matrix(3, 50, 2)));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
        Assert.Contains("50 groups", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_groups_than_clusters_stay_as_they_are()
    {
        var birch = new Birch { Threshold = 100, Clusters = 3 }.Fit(Invented.Matrix(3, 50, 2));

        Assert.Equal(1, birch.ClusterCount);
        Assert.Equal(1, birch.SubclusterCenters.Rows);
    }
}
