namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>Folds in which every class has its share: its counts in any two test parts differ by one at most. scikit-learn's <c>StratifiedKFold(shuffle=True)</c>.</summary>
public sealed class StratifiedKFold
{
    /// <summary>Number of folds, 2 or more.</summary>
    public int Splits { get; init; } = 5;

    /// <summary>Seed of which rows of a class go where; null keeps their order.</summary>
    public int? RandomState { get; init; }

    /// <param name="y">[rows], class indices. A class with fewer rows than folds is missing in some test parts.</param>
    public Fold[] Split(ReadOnlySpan<int> y)
    {
        FoldAssignment.RequireSplits(Splits, y.Length, "rows");
        var classes = FoldAssignment.CountClasses(y);

        // Dealing the rows out in the order of their classes decides how many of each class a fold gets; the deal of one class starts where the last one ended.
        var sorted = y.ToArray();
        Array.Sort(sorted);
        var allocation = new int[classes, Splits];
        for (var i = 0; i < sorted.Length; i++)
        {
            allocation[sorted[i], i % Splits]++;
        }

        var random = RandomState is { } seed ? new SeededRandom(seed) : null;
        var testFold = new int[y.Length];
        for (var c = 0; c < classes; c++)
        {
            var deal = new List<int>();
            for (var f = 0; f < Splits; f++)
            {
                deal.AddRange(Enumerable.Repeat(f, allocation[c, f]));
            }

            int[] order = [.. deal];
            random?.Shuffle(order.AsSpan());
            var next = 0;
            for (var row = 0; row < y.Length; row++)
            {
                if (y[row] == c)
                {
                    testFold[row] = order[next++];
                }
            }
        }

        return FoldAssignment.ToFolds(testFold, Splits);
    }
}
