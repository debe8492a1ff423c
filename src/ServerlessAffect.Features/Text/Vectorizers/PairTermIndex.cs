namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms are two different tokens of one text, the earlier in code point order first, each pair once.</summary>
internal sealed class PairTermIndex(VectorizerOptions options) : TokenTermIndex(options)
{
    /// <summary>Pairs grow with the square: of a longer text only this many different tokens are paired, the first in code point order.</summary>
    private const int MostTokens = 256;

    private PairOrder? _order;

    protected override void AddTerms(Span<int> symbols, IntBuffer nodes)
    {
        var distinct = Distinct(symbols);
        for (var i = 0; i < distinct.Length; i++)
        {
            var first = Trie.GetOrAddChild(NgramTrie.Root, distinct[i]);
            foreach (var other in distinct[(i + 1)..])
            {
                nodes.Add(Trie.GetOrAddChild(first, other));
            }
        }
    }

    protected override void FindTerms(Span<int> symbols, TermColumns columns, IntBuffer found)
    {
        var order = Order();
        var distinct = order.Distinct(symbols);
        distinct = distinct[..Math.Min(distinct.Length, MostTokens)];
        for (var i = 0; i < distinct.Length; i++)
        {
            var first = Trie.Child(NgramTrie.Root, distinct[i]);
            if (first < 0)
            {
                continue;
            }

            var partners = order.Partners(distinct[i]);
            foreach (var other in distinct[(i + 1)..])
            {
                if ((partners & PairOrder.Bit(other)) != 0 && Trie.Child(first, other) is var pair and >= 0)
                {
                    columns.Add(pair, found);
                }
            }
        }
    }

    /// <summary>Made by the first text that asks after the last term was added; of two at once, both make the same.</summary>
    private PairOrder Order()
    {
        var order = Volatile.Read(ref _order);
        if (order is null || order.Nodes != Trie.Count)
        {
            order = new PairOrder(Symbols, Trie);
            Volatile.Write(ref _order, order);
        }

        return order;
    }

    private Span<int> Distinct(Span<int> symbols)
    {
        symbols.Sort();
        var count = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (symbols[i] >= 0 && (count == 0 || symbols[i] != symbols[count - 1]))
            {
                symbols[count++] = symbols[i];
            }
        }

        symbols = symbols[..count];
        symbols.Sort((a, b) => CodePointOrder.Compare(Symbols[a], Symbols[b]));
        return symbols[..Math.Min(count, MostTokens)];
    }
}
