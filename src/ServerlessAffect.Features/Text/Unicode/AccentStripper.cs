using System.Collections.Frozen;
using System.Text;

namespace ServerlessAffect.Features.Text.Unicode;

/// <summary>Drops accents without the platform's normalisation, which does nothing where globalisation is invariant.</summary>
internal static class AccentStripper
{
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, FirstLead = 0x1100, FirstVowel = 0x1161, FirstTrail = 0x11A7, Vowels = 21, Trails = 28;

    private static readonly Lazy<FrozenDictionary<int, string>> Table = new(() =>
        EmbeddedTable.Read("accents.txt").ToFrozenDictionary(row => char.ConvertToUtf32(row.Key, 0), row => row.Value));

    public static void Append(ReadOnlySpan<char> text, AccentStripping stripping, TextBuffer output)
    {
        if (stripping == AccentStripping.None || Ascii.IsValid(text))
        {
            output.Append(text);
            return;
        }

        var asciiOnly = stripping == AccentStripping.Ascii;
        for (var index = 0; index < text.Length;)
        {
            var codePoint = PythonCharacters.CodePointAt(text, index, out var length);
            var slice = text.Slice(index, length);
            index += length;
            if (codePoint < 0x80)
            {
                output.Append((char)codePoint);
            }
            else if (Table.Value.TryGetValue(codePoint, out var stripped))
            {
                AppendKept(stripped, asciiOnly, output);
            }
            else if (!asciiOnly && codePoint is >= FirstSyllable and <= LastSyllable)
            {
                AppendSyllable(codePoint - FirstSyllable, output);
            }
            else if (!asciiOnly)
            {
                output.Append(slice);
            }
        }
    }

    private static void AppendKept(ReadOnlySpan<char> text, bool asciiOnly, TextBuffer output)
    {
        foreach (var c in text)
        {
            if (!asciiOnly || char.IsAscii(c))
            {
                output.Append(c);
            }
        }
    }

    private static void AppendSyllable(int offset, TextBuffer output)
    {
        output.Append((char)(FirstLead + (offset / (Vowels * Trails))));
        output.Append((char)(FirstVowel + (offset % (Vowels * Trails) / Trails)));
        if (offset % Trails > 0)
        {
            output.Append((char)(FirstTrail + (offset % Trails)));
        }
    }
}
