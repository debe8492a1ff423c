namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>What a token looks like, its letters and digits aside: <c>C</c> a cash-tag, <c>#</c>, <c>@</c>; with digits in it, runs of letters become <c>a</c> and runs of
/// digits, points and commas <c>9</c>; words are <c>I x XX Xx XxX xX</c> by their capitals; anything else is its own shape.</summary>
internal static class TokenShape
{
    public static void Append(ReadOnlySpan<char> token, TextBuffer output)
    {
        if (token[0] == '$' && token.Length > 1 && char.IsAsciiLetter(token[1]))
        {
            output.Append('C');
        }
        else if (token[0] is '#' or '@')
        {
            output.Append(token[0]);
        }
        else if (token.IndexOfAnyInRange('0', '9') >= 0)
        {
            AppendNumber(token, output);
        }
        else
        {
            output.Append(LatinLetters.Contains(token[0]) ? Word(token) : token);
        }
    }

    private static void AppendNumber(ReadOnlySpan<char> token, TextBuffer output)
    {
        var before = '\0';
        foreach (var c in token)
        {
            var shape = LatinLetters.Contains(c) ? 'a' : char.IsAsciiDigit(c) || c is '.' or ',' ? '9' : c;
            if (shape != before || shape is not ('a' or '9'))
            {
                output.Append(shape);
            }

            before = shape;
        }
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> token)
    {
        var (letters, capitals) = (0, 0);
        foreach (var c in token)
        {
            letters += LatinLetters.Contains(c) ? 1 : 0;
            capitals += LatinLetters.Contains(c) && char.ToLowerInvariant(c) != c ? 1 : 0;
        }

        var first = char.ToLowerInvariant(token[0]) != token[0];
        return (token.Length, first, capitals) switch
        {
            (1, true, _) => "I",
            (1, false, _) => "x",
            _ when capitals == letters => "XX",
            (_, true, 1) => "Xx",
            (_, true, _) => "XxX",
            (_, false, 0) => "x",
            _ => "xX",
        };
    }
}
