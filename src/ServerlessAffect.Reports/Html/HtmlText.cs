using System.Text;

namespace ServerlessAffect.Reports.Html;

/// <summary>Text that strangers wrote, made harmless inside an element or a quoted attribute.</summary>
internal static class HtmlText
{
    /// <summary>Markup becomes entities; control characters and those that turn the direction of what follows become U+FFFD. Line ends and tabs stay.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    encoded.Append("&amp;");
                    break;
                case '<':
                    encoded.Append("&lt;");
                    break;
                case '>':
                    encoded.Append("&gt;");
                    break;
                case '"':
                    encoded.Append("&quot;");
                    break;
                case '\'':
                    encoded.Append("&#39;");
                    break;
                case '\n' or '\t':
                    encoded.Append((char)rune.Value);
                    break;
                case '\r':
                    break;
                case < 0x20 or (>= 0x7f and <= 0x9f) or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069):
                    encoded.Append('\uFFFD');
                    break;
                default:
                    encoded.Append(rune.ToString());
                    break;
            }
        }

        return encoded.ToString();
    }
}
