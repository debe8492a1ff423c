using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>Finds tokens in a text, by hand-written scanners instead of regular expressions. No token contains white space or control characters,
/// so that the order of terms of several words is the order of their words.</summary>
internal abstract class TokenPattern
{
    /// <summary>Adds the tokens of <paramref name="text"/> to <paramref name="tokens"/>, in order, as positions in the text.</summary>
    public abstract void Scan(ReadOnlySpan<char> text, TokenList tokens);

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: no pattern of that name.</exception>
    public static TokenPattern Named(string name) => name switch
    {
        TokenPatterns.Word => new WordPattern(minimumLength: 2),
        TokenPatterns.WordOrLetter => new WordPattern(minimumLength: 1),
        TokenPatterns.Tweet => new TweetPattern(),
        TokenPatterns.WhiteSpace => new WhiteSpacePattern(),
        _ => throw new AffectException(ErrorCodes.InvalidRecipe, $"The token pattern '{Core.Printable.Shorten(name, 40)}' is not known; expected one of {string.Join(", ", TokenPatterns.All)}."),
    };
}
