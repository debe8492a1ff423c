namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>The columns of the terms that a fit has kept, by node. Safe for concurrent use.</summary>
/// <param name="byNode">The column of each node's term; negative where it has none.</param>
internal sealed class TermColumns(int[] byNode)
{
    /// <summary>What whole words lead to, where terms are made of a word's characters.</summary>
    public RememberedWords Words { get; } = new();

    public int this[int node] => byNode[node];

    /// <summary>Adds the column of a node's term, where it has one.</summary>
    public void Add(int node, IntBuffer found)
    {
        var column = byNode[node];
        if (column >= 0)
        {
            found.Add(column);
        }
    }
}
