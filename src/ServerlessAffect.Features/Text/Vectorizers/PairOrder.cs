namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>What finding pairs needs to know of all of them: the order of their tokens, and roughly which tokens follow which. Safe for concurrent use.</summary>
internal sealed class PairOrder
{
    private const uint Odd = 0x9E3779B1;
    private readonly int[] _ranks;
    private readonly int[] _symbols;
    private readonly ulong[] _partners;

    public PairOrder(SymbolTable symbols, NgramTrie trie)
    {
        Nodes = trie.Count;
        _symbols = CodePointOrder.Sort(symbols);
        _ranks = new int[_symbols.Length];
        for (var rank = 0; rank < _symbols.Length; rank++)
        {
            _ranks[_symbols[rank]] = rank;
        }

        _partners = new ulong[_symbols.Length];
        for (var node = 1; node < trie.Count; node++)
        {
            if (trie.Parent(node) is var first and not NgramTrie.Root)
            {
                _partners[trie.Symbol(first)] |= Bit(trie.Symbol(node));
            }
        }
    }

    /// <summary>How many nodes the trie had.</summary>
    public int Nodes { get; }

    /// <summary>Puts the different known tokens first, in code point order.</summary>
    /// <returns>That part of <paramref name="symbols"/>.</returns>
    public Span<int> Distinct(Span<int> symbols)
    {
        var known = 0;
        foreach (var symbol in symbols)
        {
            if (symbol >= 0)
            {
                symbols[known++] = _ranks[symbol];
            }
        }

        symbols = symbols[..known];
        symbols.Sort();
        var count = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (i == 0 || symbols[i] != symbols[i - 1])
            {
                symbols[count++] = symbols[i];
            }
        }

        symbols = symbols[..count];
        foreach (ref var symbol in symbols)
        {
            symbol = _symbols[symbol];
        }

        return symbols;
    }

    /// <summary>A bit for each group of tokens that has one which follows <paramref name="first"/>.</summary>
    public ulong Partners(int first) => _partners[first];

    /// <summary>The bit of the group of <paramref name="symbol"/>.</summary>
    public static ulong Bit(int symbol) => 1UL << (int)(((uint)symbol * Odd) >> 26);
}
