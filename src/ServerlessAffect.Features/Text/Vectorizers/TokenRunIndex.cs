namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms are runs of neighbouring tokens.</summary>
internal sealed class TokenRunIndex(VectorizerOptions options) : TokenTermIndex(options)
{
    private readonly int _shortest = options.NgramMin;
    private readonly int _longest = options.NgramMax;

    protected override void AddTerms(Span<int> symbols, IntBuffer nodes)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = NgramTrie.Root;
            var end = Math.Min(symbols.Length, start + _longest);
            for (var i = start; i < end; i++)
            {
                node = Trie.GetOrAddChild(node, symbols[i]);
                if (i - start + 1 >= _shortest)
                {
                    nodes.Add(node);
                }
            }
        }
    }

    protected override void FindTerms(Span<int> symbols, TermColumns columns, IntBuffer found)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = NgramTrie.Root;
            var end = Math.Min(symbols.Length, start + _longest);
            for (var i = start; i < end && symbols[i] >= 0; i++)
            {
                node = Trie.Child(node, symbols[i]);
                if (node < 0)
                {
                    break;
                }

                if (i - start + 1 >= _shortest)
                {
                    columns.Add(node, found);
                }
            }
        }
    }
}
