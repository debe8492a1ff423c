namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Counts of terms, text by text, while the terms are still being found.</summary>
internal sealed class TermCounts
{
    private readonly IntBuffer _rowStarts = new();
    private NodeCount[] _entries = new NodeCount[1 << 14];
    private NodeState[] _states = [];
    private int _count;

    public TermCounts() => _rowStarts.Add(0);

    public int Rows => _rowStarts.Count - 1;

    /// <summary>The terms of a text, each once, in the order of their first coming.</summary>
    public ReadOnlySpan<NodeCount> Row(int row) => _entries.AsSpan(_rowStarts[row].._rowStarts[row + 1]);

    public int DocumentFrequency(int node) => node < _states.Length ? _states[node].DocumentFrequency : 0;

    /// <summary>One more text, with the nodes of its terms as often as they occur.</summary>
    public void AddRow(ReadOnlySpan<int> nodes, int trieCount)
    {
        Reserve(nodes.Length, trieCount);
        var states = _states;
        var entries = _entries;
        var count = _count;
        var row = Rows + 1;
        foreach (var node in nodes)
        {
            ref var state = ref states[node];
            if (state.Row == row)
            {
                entries[state.Position].Count++;
                continue;
            }

            state.Row = row;
            state.Position = count;
            state.DocumentFrequency++;
            entries[count++] = new NodeCount { Node = node, Count = 1 };
        }

        _count = count;
        _rowStarts.Add(count);
    }

    /// <summary>[trieCount], how often each term occurs in all texts together.</summary>
    public long[] Totals(int trieCount, bool binary)
    {
        var totals = new long[trieCount];
        foreach (var entry in _entries.AsSpan(0, _count))
        {
            totals[entry.Node] += binary ? 1 : entry.Count;
        }

        return totals;
    }

    private void Reserve(int more, int trieCount)
    {
        if (trieCount > _states.Length)
        {
            Array.Resize(ref _states, Math.Max(_states.Length * 2, trieCount));
        }

        if (_count + more > _entries.Length)
        {
            var grown = GC.AllocateUninitializedArray<NodeCount>(Math.Max(checked(_entries.Length * 2), _count + more));
            _entries.AsSpan(0, _count).CopyTo(grown);
            _entries = grown;
        }
    }

    public struct NodeCount
    {
        public int Node;
        public int Count;
    }

    /// <summary>Where a node was last seen; rows count from 1 here, so that the default means never.</summary>
    private struct NodeState
    {
        public int Row;
        public int Position;
        public int DocumentFrequency;
    }
}
