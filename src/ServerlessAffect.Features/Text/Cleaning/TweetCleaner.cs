using System.Buffers;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>In this order: HTML entities resolved; <c>https?://\S+</c> taken out; U+0080-9F, U+FFFD, U+FE0F, U+200B-200F, U+2060 and U+FEFF dropped; curly quotes,
/// dashes, the ellipsis and the dotted capital I made plain; every character beyond U+FFFF (emoji, mostly) made U+E000; white space and control characters collapsed
/// to single blanks, none at the ends.</summary>
internal sealed class TweetCleaner : TextCleaner
{
    private const char Astral = '\uE000';

    // Everything else is copied as it stands.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => c == 'h' || IsBlank(c) || IsDropped(c) || Plain(c) != c || c == '\u2026' || char.IsSurrogate(c))]);

    internal override int Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links)
    {
        if (text.Contains('&'))
        {
            scratch.Clear();
            HtmlEntities.Append(text, scratch);
            text = scratch.Written;
        }

        var start = output.Length;
        var blank = false;
        var count = 0;
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

            text = text[Step(text, start, ref blank, output, links, ref count)..];
        }

        return count;
    }

    private static int Step(ReadOnlySpan<char> text, int start, ref bool blank, TextBuffer output, List<string>? links, ref int count)
    {
        var first = text[0];
        var link = first == 'h' ? LinkLength(text) : 0;
        if (link > 0)
        {
            links?.Add(text[..link].ToString());
            count++;
            blank = true;
            return link;
        }

        if (first == '\u2026')
        {
            AppendWithBlank("...", start, ref blank, output);
        }
        else if (!IsDropped(first))
        {
            if (IsBlank(first))
            {
                blank = true;
            }
            else
            {
                AppendWithBlank([Plain(first)], start, ref blank, output);
            }
        }

        return char.IsHighSurrogate(first) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? 2 : 1;
    }

    private static int LinkLength(ReadOnlySpan<char> text)
    {
        var prefix = LinkPrefix.Length(text);
        var end = prefix;
        while (end < text.Length && !IsBlank(text[end]))
        {
            end++;
        }

        return prefix > 0 && end > prefix ? end : 0;
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

    private static bool IsBlank(char c) => c is <= ' ' or '\u007F' || PythonCharacters.IsSpace(c);

    private static bool IsDropped(char c) => c
        is (>= '\u0080' and <= '\u009F') or '\uFFFD' or '\uFE0F' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';

    private static char Plain(char c) => c switch
    {
        '\u2018' or '\u2019' => '\'',
        '\u201C' or '\u201D' => '"',
        '\u2013' or '\u2014' or '\u2011' => '-',
        '\u0130' => 'I',
        _ => char.IsSurrogate(c) ? Astral : c,
    };
}
