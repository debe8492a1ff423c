namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms are a mark and the tokens that stand there: <c>^1</c>, <c>^2</c>, <c>^3</c> the first ones, <c>1$</c>, <c>2$</c> the last ones,
/// <c>^h</c> any one of the first three.</summary>
internal sealed class PositionTermIndex : TokenTermIndex
{
    private const int Heads = 3;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int _head;

    public PositionTermIndex(VectorizerOptions options)
        : base(options)
    {
        _first = [Symbols.GetOrAdd("^1"), Symbols.GetOrAdd("^2"), Symbols.GetOrAdd("^3")];
        _last = [Symbols.GetOrAdd("1$"), Symbols.GetOrAdd("2$")];
        _head = Symbols.GetOrAdd("^h");
    }

    protected override void AddTerms(Span<int> symbols, IntBuffer nodes)
    {
        for (var length = 1; length <= _first.Length; length++)
        {
            nodes.Add(AddPath(_first[length - 1], symbols[..Math.Min(length, symbols.Length)]));
        }

        for (var length = 1; length <= _last.Length; length++)
        {
            nodes.Add(AddPath(_last[length - 1], symbols[^Math.Min(length, symbols.Length)..]));
        }

        foreach (var symbol in symbols[..Math.Min(Heads, symbols.Length)])
        {
            nodes.Add(AddPath(_head, [symbol]));
        }
    }

    protected override void FindTerms(Span<int> symbols, TermColumns columns, IntBuffer found)
    {
        for (var length = 1; length <= _first.Length; length++)
        {
            FindPath(_first[length - 1], symbols[..Math.Min(length, symbols.Length)], columns, found);
        }

        for (var length = 1; length <= _last.Length; length++)
        {
            FindPath(_last[length - 1], symbols[^Math.Min(length, symbols.Length)..], columns, found);
        }

        foreach (var symbol in symbols[..Math.Min(Heads, symbols.Length)])
        {
            FindPath(_head, [symbol], columns, found);
        }
    }

    private int AddPath(int mark, ReadOnlySpan<int> symbols)
    {
        var node = Trie.GetOrAddChild(NgramTrie.Root, mark);
        foreach (var symbol in symbols)
        {
            node = Trie.GetOrAddChild(node, symbol);
        }

        return node;
    }

    private void FindPath(int mark, ReadOnlySpan<int> symbols, TermColumns columns, IntBuffer found)
    {
        var node = Trie.Child(NgramTrie.Root, mark);
        foreach (var symbol in symbols)
        {
            node = node < 0 || symbol < 0 ? NgramTrie.None : Trie.Child(node, symbol);
        }

        if (node >= 0)
        {
            columns.Add(node, found);
        }
    }
}
