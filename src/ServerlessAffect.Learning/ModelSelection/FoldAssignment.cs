using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>From the number of the fold that tests each row to folds, and from names of groups to indices.</summary>
internal static class FoldAssignment
{
    /// <param name="testFold">[rows], the fold in whose test part the row is.</param>
    /// <param name="splits">Number of folds.</param>
    internal static Fold[] ToFolds(ReadOnlySpan<int> testFold, int splits)
    {
        var folds = new Fold[splits];
        for (var f = 0; f < splits; f++)
        {
            var (train, test) = (new List<int>(testFold.Length), new List<int>());
            for (var row = 0; row < testFold.Length; row++)
            {
                (testFold[row] == f ? test : train).Add(row);
            }

            folds[f] = new Fold([.. train], [.. test]);
        }

        return folds;
    }

    /// <summary>Index of each row's group, groups in ordinal order of their names.</summary>
    internal static (int[] Index, int Count) Encode(IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var encoder = Preprocessing.LabelEncoder.Fit(groups);
        return (encoder.Transform(groups), encoder.Classes.Count);
    }

    internal static int CountClasses(ReadOnlySpan<int> y)
    {
        var highest = -1;
        foreach (var label in y)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(label, nameof(y));
            highest = Math.Max(highest, label);
        }

        return highest + 1;
    }

    internal static void RequireSplits(int splits, int available, string what)
    {
        if (splits < 2 || splits > available)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected from 2 folds to as many as there are {what} ({available}); got {splits}. Ask for fewer folds or add data.");
        }
    }
}
