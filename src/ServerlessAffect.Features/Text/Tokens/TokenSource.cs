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

    private readonly VectorizerOptions _options = options;
    private readonly bool _shapes = options.Analyzer == TermAnalyzer.Shape;
    private readonly bool _changes = options.Lemmatizer is not null || options.FoldDigits || options.Analyzer == TermAnalyzer.Shape;

    /// <summary>Whether the other's tokens of every text are known to be the same.</summary>
    public bool MakesTheSameAs(TokenSource other) => ReferenceEquals(this, other)
        || (_options.TokenPattern == other._options.TokenPattern
            && _options.FoldDigits == other._options.FoldDigits
            && _shapes == other._shapes
            && ReferenceEquals(_options.Lemmatizer, other._options.Lemmatizer)
            && _options.StopWords.Count + other._options.StopWords.Count == 0);

    /// <param name="prepared">The text.</param>
    /// <param name="found">Is overwritten.</param>
    /// <param name="changed">Is overwritten.</param>
    /// <returns>The one of the two that holds the tokens.</returns>
    public TokenList Tokens(PreparedText prepared, TokenList found, TokenList changed)
    {
        found.Clear();
        found.Text = prepared.Text;
        _pattern.Scan(prepared.Text.Written, found);
        if (_options.StopWords.Count > 0)
        {
            found.RemoveAll(_stopWords);
        }

        if (!_changes)
        {
            return found;
        }

        Change(found, prepared.Links, changed);
        return changed;
    }

    private void Change(TokenList tokens, int links, TokenList changed)
    {
        changed.Clear();
        changed.Text.Clear();
        if (_shapes)
        {
            changed.Append("^");
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            var start = changed.Text.Length;
            if (_shapes)
            {
                TokenShape.Append(tokens[i], changed.Text);
            }
            else
            {
                AppendWord(tokens[i], changed.Text);
            }

            changed.Add(start, changed.Text.Length - start);
        }

        if (_shapes)
        {
            changed.Append(string.Create(CultureInfo.InvariantCulture, $"$L{Math.Min(links, MostLinks)}"));
        }
    }

    private void AppendWord(ReadOnlySpan<char> token, TextBuffer output)
    {
        if (_options.Lemmatizer is not null)
        {
            token = _options.Lemmatizer.Lemmatize(token);
        }

        if (!_options.FoldDigits || (token.Length == 4 && token.StartsWith("20", StringComparison.Ordinal) && char.IsAsciiDigit(token[2]) && char.IsAsciiDigit(token[3])))
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
