namespace ServerlessAffect.Learning.Manifold;

/// <summary>Sorts keys and what belongs to them, digit by digit from the lowest; equal keys keep their order.</summary>
internal static class RadixOrder
{
    private const int DigitBits = 11;

    /// <param name="keys">Sorted in place.</param>
    /// <param name="order">As many; moved along.</param>
    /// <param name="spareKeys">As many, overwritten.</param>
    /// <param name="spareOrder">As many, overwritten.</param>
    /// <param name="bits">That the keys have; those above are 0.</param>
    internal static void Sort(ulong[] keys, int[] order, ulong[] spareKeys, int[] spareOrder, int bits)
    {
        Span<int> places = stackalloc int[1 << DigitBits];
        var (from, fromOrder, to, toOrder) = (keys, order, spareKeys, spareOrder);
        for (var shift = 0; shift < bits; shift += DigitBits)
        {
            places.Clear();
            foreach (var key in from)
            {
                places[Digit(key, shift)]++;
            }

            for (var (digit, sum) = (0, 0); digit < places.Length; digit++)
            {
                (places[digit], sum) = (sum, sum + places[digit]);
            }

            for (var i = 0; i < from.Length; i++)
            {
                var place = places[Digit(from[i], shift)]++;
                (to[place], toOrder[place]) = (from[i], fromOrder[i]);
            }

            (from, fromOrder, to, toOrder) = (to, toOrder, from, fromOrder);
        }

        if (from != keys)
        {
            from.CopyTo(keys, 0);
            fromOrder.CopyTo(order, 0);
        }
    }

    private static int Digit(ulong key, int shift) => (int)(key >> shift) & ((1 << DigitBits) - 1);
}
