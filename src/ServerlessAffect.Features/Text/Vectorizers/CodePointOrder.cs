namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Sorts strings by code point, as Python does: in UTF-16, surrogates count above every other unit.</summary>
internal static class CodePointOrder
{
    private const int KeyLength = 4;
    private const int SmallRun = 12;

    /// <returns>[symbols.Count], symbol numbers in the order of their strings.</returns>
    public static int[] Sort(SymbolTable symbols)
    {
        var order = new int[symbols.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        SortRun(symbols, order, new ulong[order.Length], 0);
        return order;
    }

    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = left.CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Weight(left[common]).CompareTo(Weight(right[common]));
    }

    // By four characters at once; runs that agree in them by the next four.
    private static void SortRun(SymbolTable symbols, Span<int> order, Span<ulong> keys, int offset)
    {
        if (order.Length <= SmallRun || offset > 1024)
        {
            order.Sort((a, b) => Compare(symbols[a], symbols[b]));
            return;
        }

        var longest = 0;
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = Key(symbols[order[i]], offset);
            longest = Math.Max(longest, symbols[order[i]].Length);
        }

        if (longest <= offset)
        {
            order.Sort((a, b) => Compare(symbols[a], symbols[b]));
            return;
        }

        keys.Sort(order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                SortRun(symbols, order[start..end], keys[start..end], offset + KeyLength);
            }

            start = end;
        }
    }

    private static ulong Key(ReadOnlySpan<char> text, int offset)
    {
        ulong key = 0;
        for (var i = offset; i < offset + KeyLength; i++)
        {
            key = (key << 16) | (i < text.Length ? Weight(text[i]) : 0u);
        }

        return key;
    }

    private static uint Weight(char unit) => unit switch
    {
        >= '\uE000' => (uint)unit - 0x800,
        >= '\uD800' => (uint)unit + 0x2000,
        _ => unit,
    };
}
