namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Counts of terms, text by text, while the terms are still being found.</summary>
internal sealed class TermCounts
{
    private readonly IntBuffer _rowStarts = new();
    private readonly IntBuffer _nodes = new(4096);
    private readonly IntBuffer _counts = new(4096);
    private NodeState[] _states = [];

    public TermCounts() => _rowStarts.Add(0);

    public int Rows => _rowStarts.Count - 1;

    public int Entries => _nodes.Count;

    public ReadOnlySpan<int> Nodes(int row) => _nodes.Written[_rowStarts[row].._rowStarts[row + 1]];

    public ReadOnlySpan<int> Counts(int row) => _counts.Written[_rowStarts[row].._rowStarts[row + 1]];

    public int DocumentFrequency(int node) => node < _states.Length ? _states[node].DocumentFrequency : 0;

    /// <summary>One more text, with the nodes of its terms as often as they occur.</summary>
    public void AddRow(ReadOnlySpan<int> nodes, int trieCount)
    {
        if (trieCount > _states.Length)
        {
            Array.Resize(ref _states, Math.Max(_states.Length * 2, trieCount));
        }

        var states = _states;
        var row = Rows + 1;
        foreach (var node in nodes)
        {
            ref var state = ref states[node];
            if (state.Row == row)
            {
                _counts.Written[state.Position]++;
                continue;
            }

            state.Row = row;
            state.Position = _nodes.Count;
            state.DocumentFrequency++;
            _nodes.Add(node);
            _counts.Add(1);
        }

        _rowStarts.Add(_nodes.Count);
    }

    /// <summary>[trieCount], how often each term occurs in all texts together.</summary>
    public long[] Totals(int trieCount, bool binary)
    {
        var totals = new long[trieCount];
        for (var i = 0; i < _nodes.Count; i++)
        {
            totals[_nodes[i]] += binary ? 1 : _counts[i];
        }

        return totals;
    }

    /// <summary>Where a node was last seen; rows count from 1 here, so that the default means never.</summary>
    private struct NodeState
    {
        public int Row;
        public int Position;
        public int DocumentFrequency;
    }
}
