using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>Splits at white space, as Python's <c>str.split()</c>. Control characters other than white space split too.</summary>
internal sealed class WhiteSpacePattern : TokenPattern
{
    public override void Scan(ReadOnlySpan<char> text, TokenList tokens)
    {
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] > ' ' && !PythonCharacters.IsSpace(text[index]))
            {
                continue;
            }

            if (index > start)
            {
                tokens.Add(start, index - start);
            }

            start = index + 1;
        }
    }
}
