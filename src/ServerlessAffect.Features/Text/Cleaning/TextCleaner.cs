using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>Makes a text ready for its features. Holds no state; safe for concurrent use.</summary>
public abstract class TextCleaner
{
    private static readonly TweetCleaner Tweet = new();
    private static readonly LettersOnlyCleaner LettersOnly = new();
    private static readonly PunctuationCleaner WithoutPunctuation = new();

    private protected TextCleaner()
    {
    }

    /// <summary>Keeps texts as they are.</summary>
    internal static TextCleaner None { get; } = new KeepingCleaner();

    /// <returns>The same object for the same name.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: no cleaning of that name (<see cref="TextCleanings"/>).</exception>
    public static TextCleaner Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            TextCleanings.None => None,
            TextCleanings.Tweet => Tweet,
            TextCleanings.LettersOnly => LettersOnly,
            TextCleanings.WithoutPunctuation => WithoutPunctuation,
            _ => throw new AffectException(ErrorCodes.InvalidRecipe, $"The cleaning '{Printable.Shorten(name, 40)}' is not known; expected one of {string.Join(", ", TextCleanings.All)}."),
        };
    }

    public CleanedText Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new TextBuffer();
        var links = new List<string>();
        Clean(text, new TextBuffer(), output, links);
        return new CleanedText(output.Written.ToString(), links);
    }

    /// <summary>Appends the cleaned text to <paramref name="output"/>; <paramref name="scratch"/> is overwritten.</summary>
    /// <returns>How many links were taken out.</returns>
    internal abstract int Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links);
}
