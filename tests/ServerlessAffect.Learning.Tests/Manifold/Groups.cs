namespace ServerlessAffect.Learning.Tests.Manifold;

/// <summary>Made-up rows in groups that overlap a little, each spread over a few directions of its own.</summary>
internal static class Groups
{
    internal static DenseMatrix Of(int rows, int columns = 20, int groups = 6, int seed = 1)
    {
        var random = new SeededRandom(seed);
        var centres = Normal(random, groups, columns);
        var x = Normal(random, rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                x[i, j] = (3 * centres[i % groups, j]) + (x[i, j] / (1 + ((i + j) % 5)));
            }
        }

        return x;
    }

    private static DenseMatrix Normal(SeededRandom random, int rows, int columns) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextNormal())]);
}
