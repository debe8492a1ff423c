using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class AgglomerativeClusteringTests
{
    public static TheoryData<Linkage, AgglomerativeMetric> Kinds() => new()
    {
        { Linkage.Ward, AgglomerativeMetric.Euclidean },
        { Linkage.Complete, AgglomerativeMetric.Euclidean },
        { Linkage.Complete, AgglomerativeMetric.Cosine },
        { Linkage.Average, AgglomerativeMetric.Euclidean },
        { Linkage.Average, AgglomerativeMetric.Cosine },
        { Linkage.Single, AgglomerativeMetric.Euclidean },
        { Linkage.Single, AgglomerativeMetric.Cosine },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Merges_are_those_of_the_greedy_definition(Linkage linkage, AgglomerativeMetric metric)
    {
        foreach (var rows in new[] { 2, 3, 7, 8, 9, 40, 97 })
        {
            var x = Invented.Matrix(rows, rows, 3);
            var tree = new AgglomerativeClustering { Clusters = 1, Linkage = linkage, Metric = metric }.Fit(x).Tree;
            var expected = GreedyMerges.Of(x, linkage, metric);

            Assert.All(expected.Zip(tree.Merges), pair =>
            {
                Assert.Equal((pair.First.First, pair.First.Second, pair.First.Size), (pair.Second.First, pair.Second.Second, pair.Second.Size));
                Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-9);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_in_another_order_make_the_same_groups(Linkage linkage, AgglomerativeMetric metric)
    {
        var x = Invented.Matrix(3, 150, 4);
        int[] order = [.. Enumerable.Range(0, 150).Select(i => i * 77 % 150)];
        var learner = new AgglomerativeClustering { Clusters = 6, Linkage = linkage, Metric = metric };
        var given = learner.Fit(x);
        var turned = learner.Fit(x.TakeRows(order));

        Assert.Equal(ClusteringCases.Canonical(order.Select(i => given.Labels[i])), turned.Labels);
        Assert.All(given.Tree.Merges.Zip(turned.Tree.Merges), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_change_no_bit(Linkage linkage, AgglomerativeMetric metric)
    {
        var x = Invented.Matrix(4, 300, 5);
        var one = new AgglomerativeClustering { Linkage = linkage, Metric = metric, Parallelism = 1 }.Fit(x);
        var some = new AgglomerativeClustering { Linkage = linkage, Metric = metric, Parallelism = 5 }.Fit(x);

        Assert.Equal(one.Tree.Merges, some.Tree.Merges);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Equal_rows_merge_first_and_at_no_distance(Linkage linkage, AgglomerativeMetric metric)
    {
        var few = Invented.Matrix(5, 4, 3);
        var x = few.TakeRows([.. Enumerable.Range(0, 40).Select(i => i % 4)]);
        var clustering = new AgglomerativeClustering { Clusters = 4, Linkage = linkage, Metric = metric }.Fit(x);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 4), clustering.Labels);
        Assert.All(clustering.Tree.Merges.Take(36), m => Assert.Equal(0, m.Distance, 1e-15));
        Assert.All(clustering.Tree.Merges.Skip(36), m => Assert.True(m.Distance > 1e-3));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_row_and_two_rows_are_trees(Linkage linkage, AgglomerativeMetric metric)
    {
        var learner = new AgglomerativeClustering { Clusters = 1, Linkage = linkage, Metric = metric };

        Assert.Empty(learner.Fit(Invented.Matrix(1, 1, 2)).Tree.Merges);
        Assert.Equal([0], learner.Fit(Invented.Matrix(1, 1, 2)).Tree.LeafOrder());
        Assert.Equal([0, 0], learner.Fit(Invented.Matrix(1, 2, 2)).Labels);
    }

    [Fact]
    public void The_tree_can_be_cut_anywhere_and_its_leaves_drawn_without_crossings()
    {
        // 0 and 2 are nearest, then 1 and 4, then 3 joins these, then all.
        var clustering = new AgglomerativeClustering { Clusters = 2, Linkage = Linkage.Single }.Fit(new DenseMatrix(5, 1, [0, 10, 1, 14, 12]));

        Assert.Equal([new Merge(0, 2, 1, 2), new Merge(1, 4, 2, 2), new Merge(3, 6, 2, 3), new Merge(5, 7, 9, 5)], clustering.Tree.Merges);
        Assert.Equal([0, 1, 0, 1, 1], clustering.Labels);
        Assert.Equal([0, 1, 0, 2, 1], clustering.CutAt(3).Labels);
        Assert.Equal([0, 1, 2, 3, 4], clustering.Tree.Cut(5));
        Assert.Equal([0, 2, 3, 1, 4], clustering.Tree.LeafOrder());
        Assert.Throws<ArgumentOutOfRangeException>(() => clustering.Tree.Cut(6));
    }

    [Fact]
    public void A_further_row_takes_the_label_of_the_nearest()
    {
        var x = Groups.Make(2, 60, 3, 3);
        var clustering = new AgglomerativeClustering { Clusters = 3 }.Fit(x);

        Assert.Equal(AssignmentRule.NearestLabelled, clustering.Rule);
        Assert.Equal(clustering.Labels, clustering.Assign(x));
        Assert.Equal([clustering.Labels[7]], clustering.Assign(new DenseMatrix(1, 3, [.. x.Row(7).ToArray().Select(v => v + 0.01)])));
    }

    [Fact]
    public void More_pairs_than_memory_allows_are_refused_with_what_to_change()
    {
        var x = Invented.Matrix(1, 200, 2);
        var refused = Assert.Throws<AffectException>(() => new AgglomerativeClustering { MemoryLimit = 100_000 }.Fit(x));

        Assert.Equal(ErrorCodes.InvalidData, refused.Code);
        Assert.Contains("a sample of 152 rows at most", refused.Message, StringComparison.Ordinal);
        Assert.Contains("single linkage", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, new AgglomerativeClustering { MemoryLimit = 100_000 }.Fit(x.TakeRows([.. Enumerable.Range(0, 152)])).ClusterCount);
        Assert.Equal(2, new AgglomerativeClustering { MemoryLimit = 0, Linkage = Linkage.Single }.Fit(x).ClusterCount);
    }

    [Fact]
    public void Rows_that_cannot_be_grouped_are_refused_with_what_to_change()
    {
        var few = Assert.Throws<AffectException>(() => new AgglomerativeClustering { Clusters = 4 }.Fit(Invented.Matrix(1, 3, 2)));
        var broken = Assert.Throws<AffectException>(() => new AgglomerativeClustering().Fit(new DenseMatrix(2, 2, [1, 2, 0, double.NaN])));
        var zeros = Assert.Throws<AffectException>(
            () => new AgglomerativeClustering { Linkage = Linkage.Average, Metric = AgglomerativeMetric.Cosine }.Fit(new DenseMatrix(2, 2, [1, 2, 0, 0])));

        Assert.All([few, broken, zeros], e => Assert.Equal(ErrorCodes.InvalidData, e.Code));
        Assert.Contains("ask for fewer clusters", few.Message, StringComparison.Ordinal);
        Assert.Contains("row 1, column 1", broken.Message, StringComparison.Ordinal);
        Assert.Contains("Row 1", zeros.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AgglomerativeClustering { Metric = AgglomerativeMetric.Cosine }.Fit(Invented.Matrix(1, 3, 2)));
    }

    [Theory]
    [InlineData(Linkage.Ward)]
    [InlineData(Linkage.Single)]
    public void A_fit_tells_where_it_stands_and_stops_when_told(Linkage linkage)
    {
        using var stop = new CancellationTokenSource();
        var reports = new Reports(_ => stop.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => new AgglomerativeClustering { Linkage = linkage }.Fit(Invented.Matrix(1, 600, 3), reports, stop.Token));
        Assert.Equal(256, Assert.Single(reports.All).Iteration);
    }
}
