namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>A-Z, a-z and the letters of U+00C0 to U+024F: the letters of <see cref="TweetPattern"/>.</summary>
internal static class LatinLetters
{
    public static bool Contains(char c) =>
        char.IsAsciiLetter(c) || (c >= '\u00C0' && c <= '\u024F' && c is not '\u00D7' and not '\u00F7');
}
