namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>Folds of about equal size that no group straddles: the largest group first, each to the fold with the fewest rows so far. scikit-learn's <c>GroupKFold</c>.</summary>
public sealed class GroupKFold
{
    /// <summary>Number of folds, 2 or more, and no more than there are groups.</summary>
    public int Splits { get; init; } = 5;

    /// <param name="groups">[rows], for example speakers or sessions.</param>
    public Fold[] Split(IReadOnlyList<string> groups)
    {
        var (index, count) = FoldAssignment.Encode(groups);
        FoldAssignment.RequireSplits(Splits, count, "groups");
        var sizes = new int[count];
        foreach (var group in index)
        {
            sizes[group]++;
        }

        var foldOfGroup = new int[count];
        var load = new int[Splits];
        foreach (var group in Enumerable.Range(0, count).OrderByDescending(g => sizes[g]))
        {
            var lightest = Array.IndexOf(load, load.Min());
            foldOfGroup[group] = lightest;
            load[lightest] += sizes[group];
        }

        return FoldAssignment.ToFolds(Array.ConvertAll(index, g => foldOfGroup[g]), Splits);
    }
}
