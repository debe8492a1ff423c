using System.Runtime.CompilerServices;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms as paths of symbols (tokens or code points): node 0 is the empty term, every other node its parent's term and one symbol more.
/// A step is one probe of a hash table, exact and without building the term's text.</summary>
/// <remarks>A node's number is above its parent's. Safe for concurrent <see cref="Child"/> while nothing is added.</remarks>
internal sealed class NgramTrie
{
    public const int Root = 0;
    public const int None = -1;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private readonly IntBuffer _parents = new(1024);
    private readonly IntBuffer _symbols = new(1024);
    private int[] _first = new int[256];
    private Slot[] _slots = new Slot[1024];
    private int _used;
    private int _shift = 64 - 10;

    public NgramTrie()
    {
        _parents.Add(None);
        _symbols.Add(None);
    }

    /// <summary>Number of nodes, the root included.</summary>
    public int Count => _parents.Count;

    public int Parent(int node) => _parents[node];

    public int Symbol(int node) => _symbols[node];

    /// <summary>The node one symbol further, or <see cref="None"/>.</summary>
    public int Child(int node, int symbol)
    {
        if (node == Root)
        {
            var first = _first;
            return (uint)symbol < (uint)first.Length ? first[symbol] - 1 : None;
        }

        return _slots[Locate(Key(node, symbol))].Node - 1;
    }

    public int GetOrAddChild(int node, int symbol)
    {
        if (node == Root)
        {
            if (symbol >= _first.Length)
            {
                Array.Resize(ref _first, Math.Max(_first.Length * 2, symbol + 1));
            }

            ref var first = ref _first[symbol];
            return first > 0 ? first - 1 : (first = Add(node, symbol) + 1) - 1;
        }

        var key = Key(node, symbol);
        ref var slot = ref _slots[Locate(key)];
        if (slot.Node > 0)
        {
            return slot.Node - 1;
        }

        var added = Add(node, symbol);
        slot = new Slot(key, added + 1);
        if (++_used * 2 > _slots.Length)
        {
            Grow();
        }

        return added;
    }

    private static ulong Key(int node, int symbol) => ((ulong)(uint)node << 32) | (uint)symbol;

    private int Add(int parent, int symbol)
    {
        _parents.Add(parent);
        _symbols.Add(symbol);
        return _parents.Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Locate(ulong key)
    {
        var slots = _slots;
        var index = (int)(((key ^ (key >> 29)) * Odd) >> _shift);
        while (true)
        {
            ref readonly var slot = ref slots[index];
            if (slot.Key == key || slot.Node == 0)
            {
                return index;
            }

            index = (index + 1) & (slots.Length - 1);
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        _shift--;
        foreach (var slot in old)
        {
            if (slot.Node > 0)
            {
                _slots[Locate(slot.Key)] = slot;
            }
        }
    }

    /// <param name="Key">Parent and symbol; never 0, as children of the root are kept apart.</param>
    /// <param name="Node">Its number plus one; 0 where the slot is free.</param>
    private readonly record struct Slot(ulong Key, int Node);
}
