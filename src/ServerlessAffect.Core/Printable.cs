using System.Text;

namespace ServerlessAffect.Core;

/// <summary>Names that come from outside, made safe to show on a terminal, in a log or in an answer.</summary>
public static class Printable
{
    /// <summary>Control, format and surrogate code units become U+FFFD; anything past <paramref name="maxLength"/> characters becomes an ellipsis.</summary>
    public static string Shorten(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (builder.Length >= maxLength)
            {
                builder.Append('…');
                break;
            }

            var category = Rune.GetUnicodeCategory(rune);
            var hidden = category is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
            builder.Append(hidden ? "\uFFFD" : rune.ToString());
        }

        return builder.ToString();
    }
}
