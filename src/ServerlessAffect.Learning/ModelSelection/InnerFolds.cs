namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>Folds inside the training part of an outer fold, in the row numbers of the whole table: what is tuned on them has not seen the outer test part.</summary>
public static class InnerFolds
{
    /// <summary>Folds that no group straddles and in which classes have about their share.</summary>
    /// <param name="outer">Only its <see cref="Fold.Train"/> is used.</param>
    /// <param name="y">[rows of the whole table], class indices.</param>
    /// <param name="groups">[rows of the whole table], for example speakers.</param>
    /// <param name="splits">2 at least, and no more than there are groups in the training part.</param>
    /// <param name="randomState">Seed of the order of groups; null keeps the order of their names.</param>
    public static Fold[] Grouped(Fold outer, ReadOnlySpan<int> y, IReadOnlyList<string> groups, int splits, int? randomState = null)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(groups);
        var split = new StratifiedGroupKFold { Splits = splits, RandomState = randomState };
        return Array.ConvertAll(split.Split(Labels(outer, y), Array.ConvertAll(outer.Train, row => groups[row])), inner => Map(outer, inner));
    }

    /// <summary>One part of the training rows held out for validation, in which every class has its share; for rows that are independent of each other.</summary>
    /// <param name="outer">Only its <see cref="Fold.Train"/> is used.</param>
    /// <param name="y">[rows of the whole table], class indices.</param>
    /// <param name="share">Share of the training rows that is held out, between 0 and 1.</param>
    /// <param name="randomState">Seed.</param>
    public static Fold Validation(Fold outer, ReadOnlySpan<int> y, double share, int randomState)
    {
        ArgumentNullException.ThrowIfNull(outer);
        return Map(outer, new StratifiedShuffleSplit { TestSize = share, RandomState = randomState }.Split(Labels(outer, y)));
    }

    private static int[] Labels(Fold outer, ReadOnlySpan<int> y)
    {
        var labels = new int[outer.Train.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = y[outer.Train[i]];
        }

        return labels;
    }

    private static Fold Map(Fold outer, Fold inner) =>
        new(Array.ConvertAll(inner.Train, i => outer.Train[i]), Array.ConvertAll(inner.Test, i => outer.Train[i]));
}
