namespace ServerlessAffect.Storage.Attempts;

/// <summary>The failures of one score request, in the blob <c>dead-letters/attempts/{item}/…</c>.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Latest">The last ones, oldest first.</param>
internal sealed record AttemptRecord(int Count, IReadOnlyList<RecordedFailure> Latest)
{
    private const int Kept = 16;

    public static AttemptRecord None { get; } = new(0, []);

    public AttemptRecord Add(RecordedFailure failure) => new(Count + 1, [.. Latest.Skip(Latest.Count - Kept + 1), failure]);
}
