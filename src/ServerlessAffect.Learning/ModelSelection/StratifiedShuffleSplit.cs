using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>One random part held out in which every class has its share, by largest remainders. scikit-learn's <c>StratifiedShuffleSplit</c>.</summary>
public sealed class StratifiedShuffleSplit
{
    /// <summary>Share of the rows that are held out, between 0 and 1; the number of rows is rounded up.</summary>
    public double TestSize { get; init; } = 0.2;

    public int RandomState { get; init; }

    /// <param name="y">[rows], class indices.</param>
    public Fold Split(ReadOnlySpan<int> y)
    {
        var classes = FoldAssignment.CountClasses(y);
        var held = (int)Math.Ceiling(TestSize * y.Length);
        if (!(TestSize is > 0 and < 1) || held >= y.Length)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected a share between 0 and 1 that leaves rows on both sides; got {TestSize} of {y.Length} rows.");
        }

        var rows = new List<int>[classes];
        for (var c = 0; c < classes; c++)
        {
            rows[c] = [];
        }

        for (var row = 0; row < y.Length; row++)
        {
            rows[y[row]].Add(row);
        }

        var random = new SeededRandom(RandomState);
        var quota = Allocate(rows, held, y.Length, random);
        var testFold = new int[y.Length];
        for (var c = 0; c < classes; c++)
        {
            int[] order = [.. rows[c]];
            random.Shuffle(order.AsSpan());
            foreach (var row in order.AsSpan(0, quota[c]))
            {
                testFold[row] = 1;
            }
        }

        return FoldAssignment.ToFolds(testFold, 2)[1];
    }

    // Everybody's whole share, then one more for the largest remainders; equal remainders are drawn.
    private static int[] Allocate(List<int>[] rows, int held, int total, SeededRandom random)
    {
        var quota = Array.ConvertAll(rows, r => (int)((long)r.Count * held / total));
        var order = Enumerable.Range(0, rows.Length).ToArray();
        random.Shuffle(order.AsSpan());
        foreach (var c in order.OrderByDescending(c => (long)rows[c].Count * held % total).Take(held - quota.Sum()))
        {
            quota[c]++;
        }

        return quota;
    }
}
