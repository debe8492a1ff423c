namespace ServerlessAffect.Learning.Tests.Cluster;

/// <summary>Rows in groups that lie well apart, one after the other in turns.</summary>
internal static class Groups
{
    internal static DenseMatrix Make(int seed, int rows, int columns, int groups)
    {
        var x = Invented.Matrix(seed, rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                x[i, j] += 8 * ((i % groups) + ((i % groups) * j));
            }
        }

        return x;
    }
}
