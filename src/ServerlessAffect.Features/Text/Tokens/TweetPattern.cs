namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>The leftmost longest-first match of, in this order,
/// <code>
/// \$[A-Za-z][A-Za-z_]*(?:\.[A-Za-z]+)?            cash-tag
/// [#@][L0-9_]+                                    hash-tag, mention
/// [+-]?[$€£¥]?[0-9][0-9.,]*(?:[L]+|%)?            number
/// [L][L0-9]*(?:[.&amp;'-][L0-9]+)*                word
/// \.\.\.                                          ellipsis
/// [!?:;%+←-⯿\uE000🀀-🫿]                           sign; U+E000 is what the cleaning makes of emoji
/// </code>
/// where L is A-Z, a-z and the letters of U+00C0 to U+024F.</summary>
internal sealed class TweetPattern : TokenPattern
{
    public override void Scan(ReadOnlySpan<char> text, TokenList tokens)
    {
        var index = 0;
        while (index < text.Length)
        {
            var length = Match(text, index);
            if (length == 0)
            {
                index++;
                continue;
            }

            tokens.Add(index, length);
            index += length;
        }
    }

    private static int Match(ReadOnlySpan<char> text, int start)
    {
        var first = text[start];
        if (IsLetter(first))
        {
            return Word(text, start);
        }

        if (first == ' ')
        {
            return 0;
        }

        if (char.IsAsciiDigit(first))
        {
            return Number(text, start) - start;
        }

        switch (first)
        {
            case '$':
                var tag = CashTag(text, start);
                return tag > 0 ? tag : SignedNumber(text, start);
            case '#' or '@':
                var end = start + 1;
                while (end < text.Length && (IsLetterOrDigit(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                return end > start + 1 ? end - start : 0;
            case '+':
                return Math.Max(1, SignedNumber(text, start));
            case '-' or '€' or '£' or '¥':
                return SignedNumber(text, start);
            case '.':
                return text[start..].StartsWith("...", StringComparison.Ordinal) ? 3 : 0;
            default:
                return Sign(text, start);
        }
    }

    private static int CashTag(ReadOnlySpan<char> text, int start)
    {
        var end = start + 1;
        if (end >= text.Length || !char.IsAsciiLetter(text[end]))
        {
            return 0;
        }

        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_'))
        {
            end++;
        }

        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiLetter(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
            {
                end++;
            }
        }

        return end - start;
    }

    private static int SignedNumber(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        end += text[end] is '+' or '-' ? 1 : 0;
        end += end < text.Length && text[end] is '$' or '€' or '£' or '¥' ? 1 : 0;
        return end < text.Length && char.IsAsciiDigit(text[end]) ? Number(text, end) - start : 0;
    }

    /// <summary>The end of the number whose first digit is at <paramref name="end"/>.</summary>
    private static int Number(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ','))
        {
            end++;
        }

        if (end < text.Length && text[end] == '%')
        {
            return end + 1;
        }

        while (end < text.Length && IsLetter(text[end]))
        {
            end++;
        }

        return end;
    }

    private static int Word(ReadOnlySpan<char> text, int start)
    {
        var end = start + 1;
        while (true)
        {
            while (end < text.Length && IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end + 1 < text.Length && text[end] is '.' or '&' or '\'' or '-' && IsLetterOrDigit(text[end + 1]))
            {
                end++;
                continue;
            }

            return end - start;
        }
    }

    private static int Sign(ReadOnlySpan<char> text, int start)
    {
        var first = text[start];
        if (first is '!' or '?' or ':' or ';' or '%' or '\uE000' or (>= '\u2190' and <= '\u2BFF'))
        {
            return 1;
        }

        return char.IsHighSurrogate(first) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1])
            && char.ConvertToUtf32(first, text[start + 1]) is >= 0x1F000 and <= 0x1FAFF ? 2 : 0;
    }

    private static bool IsLetter(char c) => LatinLetters.Contains(c);

    private static bool IsLetterOrDigit(char c) => IsLetter(c) || char.IsAsciiDigit(c);
}
