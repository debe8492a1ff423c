namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>Names of the token patterns. What a name means never changes: another pattern gets another name.</summary>
public static class TokenPatterns
{
    /// <summary>scikit-learn's default <c>(?u)\b\w\w+\b</c>: runs of at least two word characters, in Python's sense.</summary>
    public const string Word = "word";

    /// <summary><c>(?u)\b\w+\b</c>: runs of word characters.</summary>
    public const string WordOrLetter = "word-or-letter";

    /// <summary>Cash-tags (<c>$ABC.L</c>), hash-tags, mentions, numbers with sign, currency, unit or percent sign, words with inner <c>. &amp; ' -</c>,
    /// ellipses, and single <c>! ? : ; % +</c>, arrows, symbols and emoji; see <see cref="TweetPattern"/> for the expression.</summary>
    public const string Tweet = "tweet";

    /// <summary>Runs of anything but white space.</summary>
    public const string WhiteSpace = "white-space";

    public static IReadOnlyList<string> All { get; } = [Word, WordOrLetter, Tweet, WhiteSpace];
}
