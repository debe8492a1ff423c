using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Tokens;

/// <summary><c>\b\w{n,}\b</c>: the longest runs of word characters, dropped where shorter than <paramref name="minimumLength"/> code points.</summary>
internal sealed class WordPattern(int minimumLength) : TokenPattern
{
    public override void Scan(ReadOnlySpan<char> text, TokenList tokens)
    {
        var index = 0;
        while (index < text.Length)
        {
            var start = index;
            var codePoints = 0;
            while (index < text.Length)
            {
                var codePoint = (int)text[index];
                var length = 1;
                if (char.IsSurrogate((char)codePoint))
                {
                    codePoint = PythonCharacters.CodePointAt(text, index, out length);
                }

                if (!PythonCharacters.IsWord(codePoint))
                {
                    break;
                }

                index += length;
                codePoints++;
            }

            if (codePoints >= minimumLength)
            {
                tokens.Add(start, index - start);
            }

            if (index < text.Length)
            {
                index += char.IsSurrogate(text[index]) ? Width(text, index) : 1;
            }
        }
    }

    private static int Width(ReadOnlySpan<char> text, int index)
    {
        PythonCharacters.CodePointAt(text, index, out var length);
        return length;
    }
}
