using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class SelfOrganisingMapTests
{
    [Theory]
    [InlineData(MapTopology.Rectangular)]
    [InlineData(MapTopology.Hexagonal)]
    public void Rows_of_a_plane_are_unrolled_without_a_tear(MapTopology topology)
    {
        var plane = Invented.Matrix(1, 2000, 2);
        var x = new DenseMatrix(plane.Rows, 5);
        for (var i = 0; i < x.Rows; i++)
        {
            (x[i, 0], x[i, 1], x[i, 2], x[i, 3], x[i, 4]) = (plane[i, 0], plane[i, 1], plane[i, 0] + plane[i, 1], 2 * plane[i, 0], 3);
        }

        var map = new SelfOrganisingMap { Rows = 8, Columns = 8, Topology = topology }.Fit(x);

        Assert.InRange(map.TopographicError, 0, 0.1);
        Assert.InRange(map.QuantisationError, 0, 0.35);
        Assert.InRange(map.Units.Distinct().Count(), 56, 64);
        Assert.Equal(map.Units, map.Labels);
        Assert.Equal(64, map.ClusterCount);
    }

    [Fact]
    public void Errors_are_what_their_definitions_say()
    {
        var x = Invented.Matrix(4, 200, 3);
        var map = new SelfOrganisingMap { Rows = 3, Columns = 4, Topology = MapTopology.Rectangular }.Fit(x);
        var (distance, torn) = (0.0, 0);
        for (var i = 0; i < x.Rows; i++)
        {
            var order = Enumerable.Range(0, 12).OrderBy(u => CenterDistances.Squared(x.Row(i), map.Codes.Row(u))).ToArray();
            distance += Math.Sqrt(CenterDistances.Squared(x.Row(i), map.Codes.Row(order[0])));
            torn += Math.Max(Math.Abs((order[0] / 4) - (order[1] / 4)), Math.Abs((order[0] % 4) - (order[1] % 4))) > 1 ? 1 : 0;
            Assert.Equal(order[0], map.Units[i]);
        }

        Assert.Equal(distance / x.Rows, map.QuantisationError, 1e-12);
        Assert.Equal(torn / 200.0, map.TopographicError, 1e-12);
        Assert.Equal((3, 4), (map.Distances.Rows, map.Distances.Columns));
        var corner = new[] { 1, 4, 5 }.Average(u => Math.Sqrt(CenterDistances.Squared(map.Codes.Row(0), map.Codes.Row(u))));
        Assert.Equal(corner, map.Distances[0, 0], 1e-12);
    }

    [Fact]
    public void A_border_between_groups_stands_out()
    {
        var map = new SelfOrganisingMap { Rows = 6, Columns = 6 }.Fit(Groups.Make(2, 400, 3, 2));
        var distances = map.Distances.Values.Order().ToArray();

        Assert.True(distances[^1] > 4 * distances[distances.Length / 4]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(5, 1)]
    public void A_map_may_be_a_line_or_a_point(int rows, int columns)
    {
        var map = new SelfOrganisingMap { Rows = rows, Columns = columns }.Fit(Invented.Matrix(3, 50, 4));

        Assert.Equal(rows * columns, map.ClusterCount);
        Assert.True(double.IsFinite(map.QuantisationError));
    }
}
