namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>Folds that no group straddles and in which classes have about their share. scikit-learn's <c>StratifiedGroupKFold</c>.</summary>
/// <remarks>Groups with the most uneven classes are placed first, each where the spread of every class's shares over the folds becomes smallest.</remarks>
public sealed class StratifiedGroupKFold
{
    /// <summary>Number of folds, 2 or more, and no more than there are groups.</summary>
    public int Splits { get; init; } = 5;

    /// <summary>Seed of the order of groups that are equally uneven; null keeps the order of their names.</summary>
    public int? RandomState { get; init; }

    /// <param name="y">[rows], class indices.</param>
    /// <param name="groups">[rows], for example speakers or sessions.</param>
    public Fold[] Split(ReadOnlySpan<int> y, IReadOnlyList<string> groups)
    {
        var (index, count) = FoldAssignment.Encode(groups);
        if (index.Length != y.Length)
        {
            throw new ArgumentException($"Expected one group a row; got {index.Length} groups and {y.Length} labels.", nameof(groups));
        }

        FoldAssignment.RequireSplits(Splits, count, "groups");
        var classes = FoldAssignment.CountClasses(y);
        var (perGroup, totals) = (new double[count][], new double[classes]);
        for (var g = 0; g < count; g++)
        {
            perGroup[g] = new double[classes];
        }

        for (var row = 0; row < y.Length; row++)
        {
            perGroup[index[row]][y[row]]++;
            totals[y[row]]++;
        }

        var order = Enumerable.Range(0, count).ToArray();
        if (RandomState is { } seed)
        {
            new SeededRandom(seed).Shuffle(order.AsSpan());
        }

        var foldOfGroup = new int[count];
        var inFold = Enumerable.Range(0, Splits).Select(_ => new double[classes]).ToArray();
        foreach (var group in order.OrderByDescending(g => Spread(perGroup[g])))
        {
            var best = Lightest(inFold, perGroup[group], totals);
            foldOfGroup[group] = best;
            for (var c = 0; c < classes; c++)
            {
                inFold[best][c] += perGroup[group][c];
            }
        }

        return FoldAssignment.ToFolds(Array.ConvertAll(index, g => foldOfGroup[g]), Splits);
    }

    private static int Lightest(double[][] inFold, double[] group, double[] totals)
    {
        var (best, bestSpread, bestRows) = (0, double.PositiveInfinity, double.PositiveInfinity);
        var shares = new double[inFold.Length];
        for (var fold = 0; fold < inFold.Length; fold++)
        {
            var (spread, present) = (0.0, 0);
            for (var c = 0; c < totals.Length; c++)
            {
                if (totals[c] == 0)
                {
                    continue;
                }

                for (var f = 0; f < shares.Length; f++)
                {
                    shares[f] = (inFold[f][c] + (f == fold ? group[c] : 0)) / totals[c];
                }

                spread += Spread(shares);
                present++;
            }

            spread /= present;
            var rows = inFold[fold].Sum();
            var ties = Math.Abs(spread - bestSpread) < 1e-12;
            if ((!ties && spread < bestSpread) || (ties && rows < bestRows))
            {
                (best, bestSpread, bestRows) = (fold, spread, rows);
            }
        }

        return best;
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
    }
}
