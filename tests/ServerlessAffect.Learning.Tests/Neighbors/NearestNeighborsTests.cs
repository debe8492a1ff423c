using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Tests.Neighbors;

public class NearestNeighborsTests
{
    private sealed record Question(DistanceMetric Metric, int Rows, int Asked, int Columns, int Neighbors, int Seed)
    {
        // Few different values, so that ties, equal rows and rows of zeros abound.
        internal DenseMatrix Table => Coarse(Seed, Rows, Columns);

        internal DenseMatrix Queries => Coarse(Seed + 1, Asked, Columns);
    }

    private static readonly Arbitrary<Question> Questions = (
        from metric in Gen.Elements(DistanceMetric.Euclidean, DistanceMetric.Manhattan, DistanceMetric.Cosine)
        from rows in Gen.Choose(2, 700)
        from asked in Gen.Choose(1, 90)
        from columns in Gen.Choose(1, 12)
        from neighbors in Gen.Choose(1, 40)
        from seed in Gen.Choose(0, 1000)
        select new Question(metric, rows, asked, columns, Math.Min(neighbors, rows - 1), seed)).ToArbitrary();

    [Fact]
    public void The_nearest_are_those_of_sorting_all_and_ties_go_to_the_lower_row() => Check.One(SampleProblem.Tests(60), Prop.ForAll(Questions, q =>
    {
        var (x, queries) = (q.Table, q.Queries);
        var found = new NearestNeighbors(x, q.Metric).KNeighbors(queries, q.Neighbors);
        for (var i = 0; i < queries.Rows; i++)
        {
            var all = All(x, queries, i, q.Metric);
            var expected = Enumerable.Range(0, x.Rows).OrderBy(j => all[j]).ThenBy(j => j).Take(q.Neighbors).ToArray();

            Assert.Equal(expected, found.RowsOf(i).ToArray());
            Assert.All(expected, (j, k) => Assert.Equal(Plain(queries, i, x, j, q.Metric), found.DistancesOf(i)[k], 1e-12));
        }
    }));

    [Fact]
    public void Other_rows_are_all_but_the_row_itself() => Check.One(SampleProblem.Tests(30), Prop.ForAll(Questions, q =>
    {
        var x = q.Table;
        var search = new NearestNeighbors(x, q.Metric);
        var (found, within) = (search.KNeighbors(q.Neighbors), search.RadiusNeighbors(1));
        for (var i = 0; i < x.Rows; i++)
        {
            var all = All(x, x, i, q.Metric);
            Assert.Equal(Enumerable.Range(0, x.Rows).Where(j => j != i).OrderBy(j => all[j]).ThenBy(j => j).Take(q.Neighbors), found.RowsOf(i).ToArray());
            Assert.Equal(Enumerable.Range(0, x.Rows).Where(j => j != i && all[j] <= 1), within.RowsOf(i).ToArray());
        }
    }));

    [Fact]
    public void Within_a_radius_are_those_at_most_as_far_and_the_row_itself() => Check.One(SampleProblem.Tests(30), Prop.ForAll(Questions, q =>
    {
        var (x, queries) = (q.Table, q.Queries);
        var radius = All(x, queries, 0, q.Metric).Order().ElementAt(q.Rows / 3);
        var found = new NearestNeighbors(x, q.Metric).RadiusNeighbors(queries, radius);
        for (var i = 0; i < queries.Rows; i++)
        {
            var all = All(x, queries, i, q.Metric);
            int[] expected = [.. Enumerable.Range(0, x.Rows).Where(j => all[j] <= radius)];

            Assert.Equal(expected, found.RowsOf(i).ToArray());
            Assert.Equal(expected.Select(j => all[j]), found.DistancesOf(i).ToArray());
        }
    }));

    [Fact]
    public void Rows_far_from_the_origin_lose_nothing()
    {
        var near = Invented.Matrix(3, 300, 5);
        var far = new DenseMatrix(300, 5, [.. near.Values.Select(v => Math.Round(v * 1024) + (1L << 40))]);
        var back = new DenseMatrix(300, 5, [.. far.Values.Select(v => v - (1L << 40))]);

        Assert.Equal(new NearestNeighbors(back).KNeighbors(7).Rows, new NearestNeighbors(far).KNeighbors(7).Rows);
        Assert.Equal(new NearestNeighbors(back).KNeighbors(7).Distances, new NearestNeighbors(far).KNeighbors(7).Distances);
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Manhattan)]
    [InlineData(DistanceMetric.Cosine)]
    public void The_bits_depend_neither_on_threads_nor_on_where_a_row_stands(DistanceMetric metric)
    {
        var x = Invented.Matrix(5, 333, 43);
        var one = new NearestNeighbors(x, metric) { Parallelism = 1 }.KNeighbors(332);
        var many = new NearestNeighbors(x, metric) { Parallelism = 5 }.KNeighbors(332);

        Assert.Equal(one.Rows, many.Rows);
        Assert.Equal(one.Distances, many.Distances);
        for (var k = 0; k < 332; k++)
        {
            var other = one.RowsOf(20)[k];
            Assert.Equal(one.DistancesOf(20)[k], one.DistancesOf(other)[one.RowsOf(other).IndexOf(20)]);
        }
    }

    [Fact]
    public void Distances_have_the_same_bits_on_every_machine()
    {
        var bits = 0UL;
        foreach (var distance in new NearestNeighbors(Invented.Matrix(5, 21, 43)).KNeighbors(20).Distances)
        {
            bits = unchecked((bits * 1099511628211) + BitConverter.DoubleToUInt64Bits(distance));
        }

        Assert.Equal(7724099449871283102UL, bits);
    }

    [Fact]
    public void A_row_of_zeros_is_at_right_angles_to_all()
    {
        var x = new DenseMatrix(3, 2, [0, 0, 0, 0, 3, 4]);

        Assert.Equal([1.0, 1, 1, 1, 1, 1], new NearestNeighbors(x, DistanceMetric.Cosine).KNeighbors(2).Distances);
    }

    [Fact]
    public void What_cannot_be_searched_is_refused()
    {
        var search = new NearestNeighbors(Invented.Matrix(1, 4, 2));

        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new NearestNeighbors(new DenseMatrix(0, 2))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new NearestNeighbors(new DenseMatrix(1, 2, [0, double.NaN]))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => search.KNeighbors(new DenseMatrix(1, 2, [0, double.PositiveInfinity]), 1)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => search.KNeighbors(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.KNeighbors(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.RadiusNeighbors(double.NaN));
        Assert.Throws<ArgumentException>(() => search.KNeighbors(new DenseMatrix(1, 3), 1));
        Assert.ThrowsAny<OperationCanceledException>(() => search.KNeighbors(1, new CancellationToken(canceled: true)));
    }

    private static DenseMatrix Coarse(int seed, int rows, int columns)
    {
        var random = new SeededRandom(seed);
        return new DenseMatrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (double)(random.Next(4) - 1))]);
    }

    // Distances of one row, out of a search of all.
    private static double[] All(DenseMatrix x, DenseMatrix queries, int asked, DistanceMetric metric)
    {
        var distances = new PairwiseDistances(x, metric);
        var stride = distances.Panels * PackedRows.Lanes;
        var row = new double[stride];
        distances.Fill(distances.Prepare(queries.TakeRows([asked])), 0, 1, row, stride);
        return row[..x.Rows];
    }

    private static double Plain(DenseMatrix a, int i, DenseMatrix b, int j, DistanceMetric metric)
    {
        var (p, q) = (a.Row(i).ToArray(), b.Row(j).ToArray());
        var norms = Math.Sqrt(p.Sum(v => v * v)) * Math.Sqrt(q.Sum(v => v * v));
        return metric switch
        {
            DistanceMetric.Euclidean => Math.Sqrt(p.Zip(q, (u, v) => (u - v) * (u - v)).Sum()),
            DistanceMetric.Manhattan => p.Zip(q, (u, v) => Math.Abs(u - v)).Sum(),
            _ => norms == 0 ? 1 : 1 - (p.Zip(q, (u, v) => u * v).Sum() / norms),
        };
    }
}
