namespace ServerlessAffect.Learning.Tests;

/// <summary>Numbers out of a seeded generator.</summary>
internal static class Invented
{
    /// <summary>Values between -1 and 1.</summary>
    internal static DenseMatrix Matrix(int seed, int rows, int columns)
    {
        var random = new SeededRandom(seed);
        return new DenseMatrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (random.NextDouble() * 2) - 1)]);
    }
}
