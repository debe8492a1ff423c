namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>The columns of words met lately: words come again and again, and finding the terms of one takes a hundred steps. A word has one place; another of the
/// same place takes it over, so that memory does not grow with the texts.</summary>
/// <remarks>Safe for concurrent use without a lock: what is remembered never changes, it is only replaced as a whole.</remarks>
internal sealed class RememberedWords
{
    private const int Places = 1 << 13;
    private const int LongestWord = 32;
    private readonly Entry?[] _entries = new Entry?[Places];

    /// <returns>Whether the word is remembered; its columns are then added to <paramref name="found"/>.</returns>
    public bool TryAdd(ReadOnlySpan<char> word, uint hash, IntBuffer found)
    {
        if (Volatile.Read(ref _entries[hash % Places]) is not { } entry || entry.Hash != hash || !word.SequenceEqual(entry.Word))
        {
            return false;
        }

        found.AddRange(entry.Columns);
        return true;
    }

    public void Remember(ReadOnlySpan<char> word, uint hash, ReadOnlySpan<int> columns)
    {
        if (word.Length <= LongestWord)
        {
            Volatile.Write(ref _entries[hash % Places], new Entry(hash, word.ToArray(), columns.ToArray()));
        }
    }

    private sealed record Entry(uint Hash, char[] Word, int[] Columns);
}
