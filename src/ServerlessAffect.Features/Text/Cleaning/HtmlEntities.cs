using System.Collections.Frozen;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>Character references resolved as the HTML 5 standard says and Python's <c>html.unescape</c> does: with or without the semicolon where a name
/// may stand without it, the longest known name first.</summary>
internal static class HtmlEntities
{
    private const int LongestName = 32;

    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(() => EmbeddedTable.Read("entities.txt")
        .ToFrozenDictionary(row => row.Key, row => row.Value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal), StringComparer.Ordinal));

    // What the numbers 0x80 to 0x9F are taken for: Windows-1252, itself where that has nothing.
    private const string Windows1252 = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    public static void Append(ReadOnlySpan<char> text, TextBuffer output)
    {
        while (true)
        {
            var ampersand = text.IndexOf('&');
            if (ampersand < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..ampersand]);
            text = text[(ampersand + 1)..];
            var length = text.StartsWith("#") ? AppendNumber(text, output) : AppendName(text, output);
            if (length == 0)
            {
                output.Append('&');
            }

            text = text[length..];
        }
    }

    private static int AppendNumber(ReadOnlySpan<char> text, TextBuffer output)
    {
        var hexadecimal = text.Length > 1 && text[1] is 'x' or 'X';
        var start = hexadecimal ? 2 : 1;
        var end = start;
        long number = 0;
        while (end < text.Length && (hexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            number = Math.Min((number * (hexadecimal ? 16 : 10)) + Convert.ToInt32(text[end].ToString(), 16), int.MaxValue);
            end++;
        }

        if (end == start)
        {
            return 0;
        }

        AppendCharacter((int)number, output);
        return end + (end < text.Length && text[end] == ';' ? 1 : 0);
    }

    private static void AppendCharacter(int number, TextBuffer output)
    {
        switch (number)
        {
            case 0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF:
                output.Append('\uFFFD');
                break;
            case '\r':
                output.Append('\r');
                break;
            case >= 0x80 and <= 0x9F:
                output.Append(Windows1252[number - 0x80]);
                break;
            case (>= 1 and <= 8) or 0xB or (>= 0xE and <= 0x1F) or 0x7F or (>= 0xFDD0 and <= 0xFDEF):
            case var _ when (number & 0xFFFE) == 0xFFFE:
                break;
            default:
                output.AppendCodePoint(number);
                break;
        }
    }

    private static int AppendName(ReadOnlySpan<char> text, TextBuffer output)
    {
        var length = 0;
        var codePoints = 0;
        while (length < text.Length && codePoints < LongestName && text[length] is not ('\t' or '\n' or '\f' or ' ' or '<' or '&' or '#' or ';'))
        {
            PythonCharacters.CodePointAt(text, length, out var width);
            length += width;
            codePoints++;
        }

        if (length > 0 && length < text.Length && text[length] == ';')
        {
            length++;
        }

        var names = Names.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var candidate = length; candidate > 1; candidate--)
        {
            if (names.TryGetValue(text[..candidate], out var characters))
            {
                output.Append(characters);
                return candidate;
            }
        }

        return 0;
    }
}
