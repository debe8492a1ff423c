using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class PackedRowsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(8, 4)]
    [InlineData(33, 43)]
    [InlineData(70, 5)]
    public void Squared_distances_are_those_of_the_definition_to_the_bit(int rows, int columns)
    {
        var x = Invented.Matrix(rows, rows, columns);
        var panels = PackedRows.Of(x);
        var others = Invented.Matrix(99, 4, columns);
        var tile = new double[32];
        var line = new double[panels.Panels * PackedRows.Lanes];
        for (var count = 1; count <= 4; count++)
        {
            for (var panel = 0; panel < panels.Panels; panel++)
            {
                panels.SquaredDistances(panel, others, 4 - count, count, tile);
                for (var lane = 0; lane < Math.Min(8, rows - (panel * 8)); lane++)
                {
                    Assert.All(Enumerable.Range(0, count), r => Assert.Equal(Squared(others, 4 - count + r, x, (panel * 8) + lane), tile[(r * 8) + lane]));
                }
            }
        }

        panels.SquaredDistances(0, panels.Panels, others.Row(2), line);
        Assert.All(Enumerable.Range(0, rows), i => Assert.Equal(Squared(others, 2, x, i), line[i]));
    }

    [Fact]
    public void A_row_moved_over_another_is_found_there()
    {
        var x = Invented.Matrix(3, 20, 6);
        var panels = PackedRows.Of(x);
        var line = new double[panels.Panels * PackedRows.Lanes];

        panels.Move(19, 2);
        panels.SquaredDistances(0, panels.Panels, x.Row(19), line);

        Assert.Equal(0, line[2]);
        Assert.Equal(0, line[19]);
        Assert.NotEqual(0, line[3]);
    }

    private static double Squared(DenseMatrix a, int i, DenseMatrix b, int k)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Columns; j++)
        {
            sum = Math.FusedMultiplyAdd(a[i, j] - b[k, j], a[i, j] - b[k, j], sum);
        }

        return sum;
    }
}
