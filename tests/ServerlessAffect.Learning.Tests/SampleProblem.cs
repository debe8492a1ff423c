using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Learning.Tests;

/// <summary>Made-up rows with classes that overlap, every class present, about half of the values zero.</summary>
internal sealed record SampleProblem(DenseMatrix X, int[] Y, string[] Classes)
{
    internal static Arbitrary<SampleProblem> Arbitrary { get; } = (
        from seed in Gen.Choose(0, 100_000)
        from rows in Gen.Choose(12, 60)
        from features in Gen.Choose(1, 9)
        from classes in Gen.Choose(2, 6)
        select Make(seed, rows, features, classes)).ToArbitrary();

    internal static SampleProblem Make(int seed, int rows = 60, int features = 7, int classes = 4, bool counts = false)
    {
        var random = new SeededRandom(seed);
        var (x, y) = (new DenseMatrix(rows, features), new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            y[i] = i < classes ? i : random.Next(classes);
            for (var j = 0; j < features; j++)
            {
                var value = (random.NextDouble() * 2) - 1 + (j % classes == y[i] ? 0.8 : 0);
                x[i, j] = random.Next(2) == 0 ? 0 : counts ? Math.Floor(Math.Abs(value) * 4) : value;
            }
        }

        return new SampleProblem(x, y, [.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);
    }

    internal SampleProblem Take(int[] rows) => new(X.TakeRows(rows), [.. rows.Select(r => Y[r])], Classes);

    /// <summary>A config that runs a property over so many problems and throws at the first that breaks it.</summary>
    internal static Config Tests(int count) => Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(count));
}
