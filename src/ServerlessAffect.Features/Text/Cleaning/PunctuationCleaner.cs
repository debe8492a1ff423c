using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>Deletes <c>\bhttps?:\/\/\S+|[^\w\s]</c>; Python's classes.</summary>
internal sealed class PunctuationCleaner : TextCleaner
{
    internal override int Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links)
    {
        var afterWord = false;
        var count = 0;
        for (var index = 0; index < text.Length;)
        {
            var rest = text[index..];
            var prefix = afterWord ? 0 : LinkPrefix.Length(rest);
            var link = LinkPrefix.UntilSpace(rest, prefix);
            if (prefix > 0 && link > prefix)
            {
                links?.Add(text.Slice(index, link).ToString());
                index += link;
                count++;
                continue;
            }

            var codePoint = PythonCharacters.CodePointAt(text, index, out var length);
            afterWord = PythonCharacters.IsWord(codePoint);
            if (afterWord || (codePoint < 0x10000 && PythonCharacters.IsSpace((char)codePoint)))
            {
                output.Append(text.Slice(index, length));
            }

            index += length;
        }

        return count;
    }
}
