using System.Collections.Frozen;
using System.Globalization;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>The tokens of a text as its terms are made of them: found by the pattern, no stop words, lemmatised, digits folded or turned into shapes where asked for.</summary>
internal sealed class TokenSource(VectorizerOptions options)
{
    private const int MostLinks = 2;

    private readonly TokenPattern _pattern = TokenPattern.Named(options.TokenPattern);
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords =
        options.StopWords.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly bool _changes = options.Lemmatizer is not null || options.FoldDigits || options.Analyzer == TermAnalyzer.Shape;

    public TokenList Tokens(TextBuffer prepared, AnalyzerScratch scratch)
    {
        var tokens = scratch.Tokens;
        tokens.Clear();
        tokens.Text = prepared;
        _pattern.Scan(prepared.Written, tokens);
        if (options.StopWords.Count > 0)
        {
            tokens.RemoveAll(_stopWords);
        }

        return _changes ? Changed(tokens, scratch) : tokens;
    }

    private TokenList Changed(TokenList tokens, AnalyzerScratch scratch)
    {
        var changed = scratch.Changed;
        changed.Clear();
        changed.Text.Clear();
        var shapes = options.Analyzer == TermAnalyzer.Shape;
        if (shapes)
        {
            changed.Append("^");
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            var start = changed.Text.Length;
            if (shapes)
            {
                TokenShape.Append(tokens[i], changed.Text);
            }
            else
            {
                AppendWord(tokens[i], changed.Text);
            }

            changed.Add(start, changed.Text.Length - start);
        }

        if (shapes)
        {
            changed.Append(string.Create(CultureInfo.InvariantCulture, $"$L{Math.Min(scratch.Links, MostLinks)}"));
        }

        return changed;
    }

    private void AppendWord(ReadOnlySpan<char> token, TextBuffer output)
    {
        if (options.Lemmatizer is not null)
        {
            token = options.Lemmatizer.Lemmatize(token);
        }

        if (!options.FoldDigits || (token.Length == 4 && token.StartsWith("20", StringComparison.Ordinal) && char.IsAsciiDigit(token[2]) && char.IsAsciiDigit(token[3])))
        {
            output.Append(token);
            return;
        }

        foreach (var c in token)
        {
            output.Append(char.IsAsciiDigit(c) ? '0' : c);
        }
    }
}
