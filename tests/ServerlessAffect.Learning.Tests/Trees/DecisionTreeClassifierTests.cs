using ServerlessAffect.Learning.Trees;

namespace ServerlessAffect.Learning.Tests.Trees;

public class DecisionTreeClassifierTests
{
    [Fact]
    public void A_tree_without_limits_learns_its_rows_by_heart()
    {
        IDenseClassifier tree = new DecisionTreeClassifier().Fit(Waves.X, Waves.Y, Waves.Classes);

        Assert.Equal(Waves.Y, tree.Predict(Waves.X));
        Assert.All(tree.PredictProba(Waves.X).Chunk(3), row => Assert.Equal(1, row.Sum()));
    }

    [Fact]
    public void A_split_lies_between_the_values_that_it_parts()
    {
        var tree = new DecisionTreeClassifier().Fit(new DenseMatrix(4, 2, [5, 1, 5, 2, 5, 4, 5, 8]), [0, 0, 1, 1], ["a", "b"]);

        Assert.Equal((1, 3.0, 2), (tree.Nodes[0].Feature, tree.Nodes[0].Threshold, tree.Leaves));
    }

    [Fact]
    public void Depth_and_leaves_keep_their_limits()
    {
        var shallow = new DecisionTreeClassifier { MaxDepth = 2 }.Fit(Waves.X, Waves.Y, Waves.Classes);
        var broad = new DecisionTreeClassifier { MinSamplesLeaf = 8 }.Fit(Waves.X, Waves.Y, Waves.Classes);

        Assert.InRange(shallow.Leaves, 2, 4);
        var leaves = broad.DecisionFunction(Waves.X).Chunk(3).GroupBy(row => string.Join(' ', row));
        Assert.All(leaves, leaf => Assert.True(leaf.Count() >= 8));
    }

    [Fact]
    public void Rows_that_cannot_be_told_apart_stay_together()
    {
        var tree = new DecisionTreeClassifier().Fit(new DenseMatrix(3, 1, [2, 2, 2]), [0, 1, 1], ["a", "b"]);

        Assert.Single(tree.Nodes);
        Assert.Equal(2.0 / 3, tree.Nodes[0].Shares[1], 1e-15);
    }
}
