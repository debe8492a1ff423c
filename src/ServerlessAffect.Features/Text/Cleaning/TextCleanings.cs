namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>Names of the cleanings. What a name means never changes: another cleaning gets another name.</summary>
public static class TextCleanings
{
    /// <summary>The text as it came.</summary>
    public const string None = "none";

    /// <summary>Ours, for short texts: HTML entities resolved, links taken out into metadata, invisible characters dropped, typographic quotes and dashes made plain,
    /// white space collapsed. Cash-tags, hash-tags, mentions, percent signs, numbers and case stay.</summary>
    public const string Tweet = "tweet";

    /// <summary>The published function <c>clean_text</c> as it was meant: links, mentions, signs and digits dropped, lower case.</summary>
    public const string LettersOnly = "letters-only";

    /// <summary>The published function that removes hyperlinks and punctuation, as it was meant.</summary>
    public const string WithoutPunctuation = "without-punctuation";

    public static IReadOnlyList<string> All { get; } = [None, Tweet, LettersOnly, WithoutPunctuation];
}
