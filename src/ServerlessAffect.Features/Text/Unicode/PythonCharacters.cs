using System.Globalization;

namespace ServerlessAffect.Features.Text.Unicode;

/// <summary>Python's character classes, which differ from .NET's: <c>\w</c> is letters, every numeric character and the underscore but no combining marks;
/// <c>\s</c> includes U+001C to U+001F.</summary>
internal static class PythonCharacters
{
    private const byte WordFlag = 1;
    private const byte SpaceFlag = 2;
    private const byte DigitFlag = 4;
    private static readonly byte[] Flags = BuildFlags();

    /// <summary><c>\s</c>, and what <c>str.split()</c> and <c>str.strip()</c> take as white space; all of it is in the basic plane.</summary>
    public static bool IsSpace(char character) => (Flags[character] & SpaceFlag) != 0;

    /// <summary><c>\d</c>: decimal digits of every script.</summary>
    public static bool IsDigit(int codePoint) =>
        codePoint < 0x10000 ? (Flags[codePoint] & DigitFlag) != 0 : CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.DecimalDigitNumber;

    /// <summary><c>\w</c>.</summary>
    public static bool IsWord(int codePoint) =>
        codePoint < 0x10000 ? (Flags[codePoint] & WordFlag) != 0 : IsWordCategory(CharUnicodeInfo.GetUnicodeCategory(codePoint));

    /// <summary>Where the run of word characters of the basic plane that starts at <paramref name="index"/> ends.</summary>
    public static int EndOfWord(ReadOnlySpan<char> text, int index)
    {
        var flags = Flags;
        while ((uint)index < (uint)text.Length && (flags[text[index]] & WordFlag) != 0)
        {
            index++;
        }

        return index;
    }

    /// <summary>The code point at <paramref name="index"/>; a surrogate without its other half is read as U+FFFD.</summary>
    public static int CodePointAt(ReadOnlySpan<char> text, int index, out int length)
    {
        var first = text[index];
        if (char.IsHighSurrogate(first) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(first, text[index + 1]);
        }

        length = 1;
        return char.IsSurrogate(first) ? 0xFFFD : first;
    }

    private static bool IsWordCategory(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static byte[] BuildFlags()
    {
        var flags = new byte[0x10000];
        for (var c = 0; c < flags.Length; c++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory((char)c);
            flags[c] |= IsWordCategory(category) || c == '_' ? WordFlag : (byte)0;
            flags[c] |= char.IsWhiteSpace((char)c) || c is >= 0x1C and <= 0x1F ? SpaceFlag : (byte)0;
            flags[c] |= category == UnicodeCategory.DecimalDigitNumber ? DigitFlag : (byte)0;
        }

        return flags;
    }
}
