using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Tests.Golden;

namespace ServerlessAffect.Learning.Tests.Cluster;

/// <summary>What holds of every method.</summary>
public class ClustererTests
{
    private static readonly Dictionary<string, Func<int, int, IClusterer>> Methods = new()
    {
        ["mixture, full"] = (k, threads) => new GaussianMixture { Components = k, Parallelism = threads },
        ["mixture, tied"] = (k, threads) => new GaussianMixture { Components = k, Covariance = CovarianceKind.Tied, Parallelism = threads },
        ["mixture, diagonal"] = (k, threads) => new GaussianMixture { Components = k, Covariance = CovarianceKind.Diagonal, Parallelism = threads },
        ["mixture, spherical"] = (k, threads) => new GaussianMixture { Components = k, Covariance = CovarianceKind.Spherical, Parallelism = threads },
        ["affinity"] = (_, threads) => new AffinityPropagation { Damping = 0.8, Preference = -3000, Parallelism = threads },
        ["birch"] = (k, threads) => new Birch { Clusters = k, Threshold = 1.5, BranchingFactor = 5, Parallelism = threads },
        ["map"] = (k, threads) => new SelfOrganisingMap { Clusters = k, Rows = 4, Columns = 5, Parallelism = threads },
        ["spectral, rbf"] = (k, threads) => new SpectralClustering { Clusters = k, Parallelism = threads },
        ["spectral, neighbours"] = (k, threads) => new SpectralClustering { Clusters = k, Affinity = SpectralAffinity.NearestNeighbors, Neighbors = k == 1 ? 1 : 10, Parallelism = threads },
        ["mean shift"] = (_, threads) => new MeanShift { Bandwidth = 6, Parallelism = threads },
        ["mean shift, cells"] = (_, threads) => new MeanShift { Bandwidth = 9, BinSeeding = true, Parallelism = threads },
    };

    public static TheoryData<string> Names() => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Groups_that_lie_apart_are_found_and_further_rows_join_them(string name)
    {
        var x = WithConstant(Groups.Make(3, 150, 4, 3));
        var (fitted, further) = (x.TakeRows([.. Enumerable.Range(0, 120)]), x.TakeRows([.. Enumerable.Range(120, 30)]));
        var clustering = Grouping(name).Fit(fitted);

        Assert.Equal(3, clustering.ClusterCount);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => i % 3), ClusteringCases.Canonical(clustering.Labels));
        Assert.Equal(clustering.Labels.Take(30), clustering.Assign(further));
        Assert.Empty(clustering.Assign(new DenseMatrix(0, x.Columns)));
        Assert.Throws<ArgumentException>(() => clustering.Assign(new DenseMatrix(1, x.Columns + 1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Columns_far_from_zero_change_no_label(string name)
    {
        var x = Groups.Make(5, 90, 4, 3);
        var far = new DenseMatrix(x.Rows, x.Columns, [.. x.Values.Select(v => v + 1e7)]);

        Assert.Equal(ClusteringCases.Canonical(Grouping(name).Fit(x).Labels), ClusteringCases.Canonical(Grouping(name).Fit(far).Labels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_another_run_change_no_label(string name)
    {
        var x = Invented.Matrix(2, 700, 6);
        TensorPrimitives.Multiply(x.Values, 4, x.Values);
        var one = Methods[name](4, 1).Fit(x);

        Assert.Equal(one.Labels, Methods[name](4, 3).Fit(x).Labels);
        Assert.Equal(one.Labels, Methods[name](4, 1).Fit(x).Labels);
        Assert.Equal(one.Assign(x), Methods[name](4, 3).Fit(x).Assign(x));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_that_come_three_times_go_together(string name)
    {
        var x = WithConstant(Groups.Make(4, 12, 2, 3));
        var clustering = Methods[name](3, 2).Fit(x.TakeRows([.. Enumerable.Range(0, 36).Select(i => i / 3)]));

        Assert.All(Enumerable.Range(0, 12), i => Assert.Single(clustering.Labels.Skip(3 * i).Take(3).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_row_is_a_cluster(string name)
    {
        var clustering = Methods[name](1, 1).Fit(new DenseMatrix(1, 2, [3, -4]));

        Assert.Equal([clustering.Labels[0]], clustering.Assign(new DenseMatrix(1, 2, [3, -4])));
        Assert.InRange(clustering.Labels[0], 0, clustering.ClusterCount - 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_that_are_all_the_same_are_no_trouble(string name)
    {
        var same = new DenseMatrix(20, 3, [.. Enumerable.Repeat(7.0, 60)]);

        Assert.Equal(20, Methods[name](2, 1).Fit(same).Labels.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_that_are_no_numbers_are_named(string name)
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity })
        {
            var x = Invented.Matrix(1, 20, 3);
            x[4, 1] = value;
            var error = Assert.Throws<AffectException>(() => Methods[name](2, 1).Fit(x));

            Assert.Equal(ErrorCodes.InvalidData, error.Code);
            Assert.Contains("row 4, column 1", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Too_few_rows_are_told_so(string name)
    {
        var error = Assert.Throws<AffectException>(() => Methods[name](3, 1).Fit(new DenseMatrix(0, 2)));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
    }

    [Theory]
    [InlineData("mixture, full")]
    [InlineData("birch")]
    [InlineData("map")]
    [InlineData("spectral, rbf")]
    public void More_clusters_than_rows_are_refused(string name)
    {
        var error = Assert.Throws<AffectException>(() => Methods[name](3, 1).Fit(new DenseMatrix(2, 2, [1, 2, 3, 4])));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
        Assert.Contains("ask for fewer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fit_can_be_stopped(string name) =>
        Assert.Throws<OperationCanceledException>(() => Methods[name](3, 1).Fit(Invented.Matrix(1, 60, 3), null, new CancellationToken(canceled: true)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Progress_is_told_to_the_end(string name)
    {
        var told = new Told();
        Methods[name](3, 1).Fit(Groups.Make(3, 400, 4, 3), told);

        Assert.NotEmpty(told.All);
        Assert.All(told.All, p => Assert.InRange(p.Iteration, 0, p.MaxIterations));
        Assert.True(told.All[^1].Converged);
    }

    private static IClusterer Grouping(string name) => Methods[name](3, 2);

    private static DenseMatrix WithConstant(DenseMatrix x)
    {
        var wider = new DenseMatrix(x.Rows, x.Columns + 1);
        for (var i = 0; i < x.Rows; i++)
        {
            x.Row(i).CopyTo(wider.Row(i));
            wider[i, x.Columns] = 5;
        }

        return wider;
    }

    private sealed class Told : IProgress<FitProgress>
    {
        internal List<FitProgress> All { get; } = [];

        public void Report(FitProgress value) => All.Add(value);
    }
}
