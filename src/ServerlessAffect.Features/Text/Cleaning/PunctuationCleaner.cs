using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>Deletes <c>\bhttps?:\/\/\S+|[^\w\s]</c>; Python's classes.</summary>
internal sealed class PunctuationCleaner : TextCleaner
{
    internal override void Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links)
    {
        var afterWord = false;
        for (var index = 0; index < text.Length;)
        {
            var link = afterWord ? 0 : TweetCleaner.LinkLength(text[index..]);
            if (link > 0)
            {
                links?.Add(text.Slice(index, link).ToString());
                index += link;
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
    }
}
