using System.Collections.Frozen;
using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms of one or more tokens; a symbol is a token.</summary>
internal sealed class WordTermIndex(VectorizerOptions options) : TermIndex(options)
{
    private readonly VectorizerOptions _options = options;
    private readonly TokenPattern _pattern = TokenPattern.Named(options.TokenPattern);
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords =
        options.StopWords.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly SymbolTable _symbols = new();

    public override int AddTerm(ReadOnlySpan<char> term)
    {
        var node = NgramTrie.Root;
        foreach (var token in term.Split(' '))
        {
            node = Trie.GetOrAddChild(node, _symbols.GetOrAdd(term[token]));
        }

        return node;
    }

    public override void AppendTerm(int node, TextBuffer output)
    {
        if (Trie.Parent(node) != NgramTrie.Root)
        {
            AppendTerm(Trie.Parent(node), output);
            output.Append(' ');
        }

        output.Append(_symbols[Trie.Symbol(node)]);
    }

    public override int[] SymbolRanks() => _symbols.Ranks();

    protected override void AddPrepared(TextBuffer prepared, AnalyzerScratch scratch, IntBuffer nodes)
    {
        var tokens = Tokens(prepared, scratch);
        var symbols = scratch.Symbols;
        symbols.Clear();
        for (var i = 0; i < tokens.Count; i++)
        {
            symbols.Add(_symbols.GetOrAdd(tokens[i]));
        }

        var sequence = symbols.Written;
        for (var start = 0; start < sequence.Length; start++)
        {
            var node = NgramTrie.Root;
            var end = Math.Min(sequence.Length, start + _options.NgramMax);
            for (var i = start; i < end; i++)
            {
                node = Trie.GetOrAddChild(node, sequence[i]);
                if (i - start + 1 >= _options.NgramMin)
                {
                    nodes.Add(node);
                }
            }
        }
    }

    protected override void FindPrepared(TextBuffer prepared, AnalyzerScratch scratch, IntBuffer nodes)
    {
        var tokens = Tokens(prepared, scratch);
        var symbols = scratch.Symbols;
        symbols.Clear();
        for (var i = 0; i < tokens.Count; i++)
        {
            symbols.Add(_symbols.Find(tokens[i]));
        }

        var sequence = symbols.Written;
        for (var start = 0; start < sequence.Length; start++)
        {
            var node = NgramTrie.Root;
            var end = Math.Min(sequence.Length, start + _options.NgramMax);
            for (var i = start; i < end && sequence[i] >= 0; i++)
            {
                node = Trie.Child(node, sequence[i]);
                if (node < 0)
                {
                    break;
                }

                if (i - start + 1 >= _options.NgramMin)
                {
                    nodes.Add(node);
                }
            }
        }
    }

    /// <summary>The tokens that count: found by the pattern, none a stop word, lemmatised where asked for.</summary>
    internal TokenList Tokens(TextBuffer prepared, AnalyzerScratch scratch)
    {
        var tokens = scratch.Tokens;
        tokens.Clear();
        tokens.Text = prepared;
        _pattern.Scan(prepared.Written, tokens);
        if (_options.StopWords.Count > 0)
        {
            tokens.RemoveAll(_stopWords);
        }

        if (_options.Lemmatizer is null)
        {
            return tokens;
        }

        var lemmas = scratch.Lemmas;
        lemmas.Clear();
        lemmas.Text.Clear();
        for (var i = 0; i < tokens.Count; i++)
        {
            var start = lemmas.Text.Length;
            lemmas.Text.Append(_options.Lemmatizer.Lemmatize(tokens[i]));
            lemmas.Add(start, lemmas.Text.Length - start);
        }

        return lemmas;
    }
}
