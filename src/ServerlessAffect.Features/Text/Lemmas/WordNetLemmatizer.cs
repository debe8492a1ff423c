namespace ServerlessAffect.Features.Text.Lemmas;

/// <summary>Replaces a word by its shortest lemma of the given parts of speech, as NLTK's <c>WordNetLemmatizer</c>; a word without one stays as it is.</summary>
/// <param name="lists">The word lists, from a WordNet that the user has.</param>
/// <param name="parts">Tried in this order; the first that knows the word decides.</param>
/// <remarks>Immutable; safe for concurrent use.</remarks>
public sealed class WordNetLemmatizer(WordNetLists lists, IReadOnlyList<WordNetPart> parts)
{
    private readonly WordNetPart[] _parts = [.. parts];

    public IReadOnlyList<WordNetPart> Parts => _parts;

    /// <param name="word">Lower case: WordNet's lists are.</param>
    public ReadOnlySpan<char> Lemmatize(ReadOnlySpan<char> word)
    {
        foreach (var part in _parts)
        {
            if (lists.ShortestLemma(word, part) is { } lemma)
            {
                return lemma;
            }
        }

        return word;
    }
}
