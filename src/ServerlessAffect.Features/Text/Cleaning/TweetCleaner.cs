using System.Buffers;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>In this order: HTML entities resolved; <c>https?://\S+</c> taken out; U+0080-9F, U+FFFD, U+FE0F, U+200B-200F, U+2060 and U+FEFF dropped; curly quotes,
/// dashes and the ellipsis made plain; white space collapsed to single blanks, none at the ends.</summary>
internal sealed class TweetCleaner : TextCleaner
{
    private const string Scheme = "http";

    // Everything else is copied as it stands.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => c == 'h' || PythonCharacters.IsSpace(c) || IsDropped(c) || Plain(c) != c || c == '\u2026')]);

    internal override void Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links)
    {
        if (text.Contains('&'))
        {
            scratch.Clear();
            HtmlEntities.Append(text, scratch);
            text = scratch.Written;
        }

        var start = output.Length;
        var blank = false;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Special);
            var run = plain < 0 ? text : text[..plain];
            if (!run.IsEmpty)
            {
                AppendWithBlank(run, start, ref blank, output);
                text = text[run.Length..];
                continue;
            }

            text = text[Step(text, start, ref blank, output, links)..];
        }
    }

    /// <summary>Length of the <c>https?://\S+</c> that <paramref name="text"/> starts with; 0 where it does not.</summary>
    internal static int LinkLength(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return 0;
        }

        var prefix = Scheme.Length + (text.Length > Scheme.Length && text[Scheme.Length] == 's' ? 1 : 0);
        if (!text[prefix..].StartsWith("://", StringComparison.Ordinal))
        {
            return 0;
        }

        var length = UntilSpace(text, prefix + 3);
        return length > prefix + 3 ? length : 0;
    }

    internal static int UntilSpace(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && !PythonCharacters.IsSpace(text[from]))
        {
            from++;
        }

        return from;
    }

    private static int Step(ReadOnlySpan<char> text, int start, ref bool blank, TextBuffer output, List<string>? links)
    {
        var first = text[0];
        var link = first == 'h' ? LinkLength(text) : 0;
        if (link > 0)
        {
            links?.Add(text[..link].ToString());
            blank = true;
            return link;
        }

        if (first == '\u2026')
        {
            AppendWithBlank("...", start, ref blank, output);
        }
        else if (!IsDropped(first))
        {
            if (PythonCharacters.IsSpace(first))
            {
                blank = true;
            }
            else
            {
                AppendWithBlank([Plain(first)], start, ref blank, output);
            }
        }

        return 1;
    }

    private static void AppendWithBlank(ReadOnlySpan<char> run, int start, ref bool blank, TextBuffer output)
    {
        if (blank && output.Length > start)
        {
            output.Append(' ');
        }

        blank = false;
        output.Append(run);
    }

    private static bool IsDropped(char c) => c
        is (>= '\u0080' and <= '\u009F') or '\uFFFD' or '\uFE0F' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';

    private static char Plain(char c) => c switch
    {
        '\u2018' or '\u2019' => '\'',
        '\u201C' or '\u201D' => '"',
        '\u2013' or '\u2014' or '\u2011' => '-',
        _ => c,
    };
}
