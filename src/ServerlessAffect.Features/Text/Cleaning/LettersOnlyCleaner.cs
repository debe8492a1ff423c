using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>Deletes, one after the other, <c>http\S+|www\S+</c>, <c>\@\w+|\#</c>, <c>[^\w\s]</c> and <c>\d+</c>, then lowers; Python's classes.</summary>
internal sealed class LettersOnlyCleaner : TextCleaner
{
    internal override int Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links)
    {
        var withoutLinks = new TextBuffer();
        var count = RemoveLinks(text, withoutLinks, links);
        scratch.Clear();
        RemoveSigns(withoutLinks.Written, scratch);
        PythonLower.Append(scratch.Written, output);
        return count;
    }

    private static int RemoveLinks(ReadOnlySpan<char> text, TextBuffer output, List<string>? links)
    {
        var count = 0;
        for (var index = 0; index < text.Length;)
        {
            var rest = text[index..];
            var prefix = rest.StartsWith("http", StringComparison.Ordinal) ? 4 : rest.StartsWith("www", StringComparison.Ordinal) ? 3 : 0;
            var length = prefix > 0 ? LinkPrefix.UntilSpace(rest, prefix) : 0;
            if (length > prefix)
            {
                links?.Add(rest[..length].ToString());
                count++;
                index += length;
                continue;
            }

            output.Append(text[index++]);
        }

        return count;
    }

    private static void RemoveSigns(ReadOnlySpan<char> text, TextBuffer output)
    {
        for (var index = 0; index < text.Length;)
        {
            var codePoint = PythonCharacters.CodePointAt(text, index, out var length);
            var kept = codePoint < 0x10000 && PythonCharacters.IsSpace((char)codePoint)
                || (PythonCharacters.IsWord(codePoint) && !PythonCharacters.IsDigit(codePoint));
            if (kept)
            {
                output.Append(text.Slice(index, length));
            }

            index += length;
            while (codePoint == '@' && index < text.Length && PythonCharacters.IsWord(PythonCharacters.CodePointAt(text, index, out length)))
            {
                index += length;
            }
        }
    }
}
