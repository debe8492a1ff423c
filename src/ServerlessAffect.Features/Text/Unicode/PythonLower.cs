using System.Globalization;
using System.Text;

namespace ServerlessAffect.Features.Text.Unicode;

/// <summary>Lower case as Python's <c>str.lower()</c>: U+0130 becomes two characters and a capital sigma at the end of a word its final form.</summary>
internal static class PythonLower
{
    public static void Append(ReadOnlySpan<char> text, TextBuffer output)
    {
        var index = 0;
        while (index < text.Length)
        {
            var rest = text[index..];
            var ascii = Ascii.ToLower(rest, output.Reserve(rest.Length), out var written) == System.Buffers.OperationStatus.Done ? rest.Length : written;
            output.Advance(ascii);
            index += ascii;
            if (index < text.Length)
            {
                index += AppendOther(text, index, output);
            }
        }
    }

    private static int AppendOther(ReadOnlySpan<char> text, int index, TextBuffer output)
    {
        var codePoint = PythonCharacters.CodePointAt(text, index, out var length);
        switch (codePoint)
        {
            case 0x130:
                output.Append("i\u0307");
                break;
            case 0x3A3:
                output.Append(IsFinalSigma(text, index) ? '\u03C2' : '\u03C3');
                break;
            case < 0x10000:
                output.Append(char.ToLowerInvariant((char)codePoint));
                break;
            default:
                output.AppendCodePoint(Rune.ToLowerInvariant(new Rune(codePoint)).Value);
                break;
        }

        return length;
    }

    /// <summary>A cased character before and none after, characters that case ignores aside (Unicode 3.13, Final_Sigma).</summary>
    private static bool IsFinalSigma(ReadOnlySpan<char> text, int index)
    {
        var before = index - 1;
        while (before >= 0 && IsCaseIgnorable(Before(text, before)))
        {
            before -= Width(Before(text, before));
        }

        if (before < 0 || !IsCased(Before(text, before)))
        {
            return false;
        }

        var after = index + 1;
        while (after < text.Length)
        {
            var codePoint = PythonCharacters.CodePointAt(text, after, out var length);
            if (!IsCaseIgnorable(codePoint))
            {
                return !IsCased(codePoint);
            }

            after += length;
        }

        return true;
    }

    private static int Before(ReadOnlySpan<char> text, int index) =>
        char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1])
            ? char.ConvertToUtf32(text[index - 1], text[index])
            : text[index];

    private static int Width(int codePoint) => codePoint < 0x10000 ? 1 : 2;

    private static bool IsCaseIgnorable(int codePoint) => codePoint
        is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
        or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A
        || CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static bool IsCased(int codePoint) => codePoint
        is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
        or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189)
        || CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
}
