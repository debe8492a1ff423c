namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Numbers distinct strings from 0 in the order of their first coming. The characters lie in one array; looking up allocates nothing.</summary>
/// <remarks>Safe for concurrent <see cref="Find"/> while nothing is added.</remarks>
internal sealed class SymbolTable
{
    private readonly TextBuffer _characters = new();
    private readonly IntBuffer _starts = new();
    private Slot[] _slots = new Slot[256];

    public SymbolTable() => _starts.Add(0);

    public int Count => _starts.Count - 1;

    public ReadOnlySpan<char> this[int symbol] => _characters.Written[_starts[symbol].._starts[symbol + 1]];

    /// <summary>The number of <paramref name="text"/>, or -1.</summary>
    /// <param name="hash">Of the text, by <see cref="SpanHash"/>.</param>
    public int Find(ReadOnlySpan<char> text, uint hash) => _slots[Locate(text, hash)].Symbol - 1;

    public int GetOrAdd(ReadOnlySpan<char> text) => GetOrAdd(text, SpanHash.Compute(text));

    public int GetOrAdd(ReadOnlySpan<char> text, uint hash)
    {
        ref var slot = ref _slots[Locate(text, hash)];
        if (slot.Symbol > 0)
        {
            return slot.Symbol - 1;
        }

        _characters.Append(text);
        _starts.Add(_characters.Length);
        slot = new Slot(hash, Count, _characters.Length - text.Length, text.Length);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    /// <summary>[Count], the place of each symbol when all are sorted by code point.</summary>
    public int[] Ranks()
    {
        var order = CodePointOrder.Sort(this);
        var ranks = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            ranks[order[place]] = place;
        }

        return ranks;
    }

    private int Locate(ReadOnlySpan<char> text, uint hash)
    {
        var slots = _slots;
        var characters = _characters.Written;
        var mask = slots.Length - 1;
        var index = (int)hash & mask;
        while (true)
        {
            ref readonly var slot = ref slots[index];
            if (slot.Symbol == 0 || (slot.Hash == hash && text.SequenceEqual(characters.Slice(slot.Start, slot.Length))))
            {
                return index;
            }

            index = (index + 1) & mask;
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot.Symbol == 0)
            {
                continue;
            }

            var index = (int)slot.Hash & mask;
            while (_slots[index].Symbol > 0)
            {
                index = (index + 1) & mask;
            }

            _slots[index] = slot;
        }
    }

    /// <param name="Hash">Of the string.</param>
    /// <param name="Symbol">Its number plus one; 0 where the slot is free.</param>
    /// <param name="Start">Where its characters start: here too, so that finding a string touches one place less.</param>
    /// <param name="Length">Number of its characters.</param>
    private readonly record struct Slot(uint Hash, int Symbol, int Start, int Length);
}
