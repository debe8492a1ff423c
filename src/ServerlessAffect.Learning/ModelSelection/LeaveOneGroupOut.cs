using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>One fold a group, which is its test part: leave one speaker, or one session, out.</summary>
public static class LeaveOneGroupOut
{
    /// <param name="groups">[rows]; two different ones at least. Folds come in ordinal order of the groups.</param>
    public static Fold[] Split(IReadOnlyList<string> groups)
    {
        var (index, count) = FoldAssignment.Encode(groups);
        return count >= 2
            ? FoldAssignment.ToFolds(index, count)
            : throw new AffectException(ErrorCodes.InvalidData, $"Expected two groups at least to leave one out; got {count}. Check the column that names the groups.");
    }
}
