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
            index = PythonCharacters.EndOfWord(text, index);
            var codePoints = index - start;
            while (index < text.Length && char.IsSurrogate(text[index]) && PythonCharacters.IsWord(PythonCharacters.CodePointAt(text, index, out var length)))
            {
                var end = PythonCharacters.EndOfWord(text, index + length);
                codePoints += 1 + end - index - length;
                index = end;
            }

            if (codePoints >= minimumLength)
            {
                tokens.Add(start, index - start);
            }

            // Past what ended the run: one character, or the first half of a pair whose second half ends it likewise.
            index++;
        }
    }
}
