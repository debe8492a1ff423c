using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms of one or more tokens; a symbol is a token, a term's text its tokens with blanks between.</summary>
internal abstract class TokenTermIndex(VectorizerOptions options) : TermIndex(options)
{
    private readonly TokenSource _source = new(options);

    protected SymbolTable Symbols { get; } = new();

    public sealed override int AddTerm(ReadOnlySpan<char> term)
    {
        var node = NgramTrie.Root;
        foreach (var token in term.Split(' '))
        {
            node = Trie.GetOrAddChild(node, Symbols.GetOrAdd(term[token]));
        }

        return node;
    }

    public sealed override void AppendTerm(int node, TextBuffer output)
    {
        if (Trie.Parent(node) != NgramTrie.Root)
        {
            AppendTerm(Trie.Parent(node), output);
            output.Append(' ');
        }

        output.Append(Symbols[Trie.Symbol(node)]);
    }

    public sealed override int[] SymbolRanks() => Symbols.Ranks();

    protected sealed override void AddPrepared(PreparedText prepared, AnalyzerScratch scratch, IntBuffer nodes)
    {
        var tokens = prepared.Tokens(_source, scratch);
        scratch.Symbols.Clear();
        for (var i = 0; i < tokens.Count; i++)
        {
            scratch.Symbols.Add(Symbols.GetOrAdd(tokens[i], tokens.HashOf(i)));
        }

        AddTerms(scratch.Symbols.Written, nodes);
    }

    protected sealed override void FindPrepared(PreparedText prepared, AnalyzerScratch scratch, TermColumns columns, IntBuffer found)
    {
        var tokens = prepared.Tokens(_source, scratch);
        scratch.Symbols.Clear();
        for (var i = 0; i < tokens.Count; i++)
        {
            scratch.Symbols.Add(Symbols.Find(tokens[i], tokens.HashOf(i)));
        }

        FindTerms(scratch.Symbols.Written, columns, found);
    }

    /// <summary>Adds the nodes of the terms of these tokens; may change their order.</summary>
    protected abstract void AddTerms(Span<int> symbols, IntBuffer nodes);

    /// <summary>Adds the columns of the terms of these tokens; a token that is not known is negative. May change their order.</summary>
    protected abstract void FindTerms(Span<int> symbols, TermColumns columns, IntBuffer found);
}
