namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>One tree of an ensemble, node 0 its root; a row's value is that of the leaf that it comes to.</summary>
/// <remarks>A row goes left where its value in single precision is below the threshold, and where the value is missing and <see cref="MissingLeft"/> says so.</remarks>
/// <param name="Output">The margin that the leaf's value is added to.</param>
/// <param name="Feature">[nodes], the column that is asked about; -1 for a leaf.</param>
/// <param name="Value">[nodes], the threshold, or a leaf's value.</param>
/// <param name="Left">[nodes]; -1 for a leaf.</param>
/// <param name="Right">[nodes]; -1 for a leaf.</param>
/// <param name="MissingLeft">[nodes].</param>
public sealed record BoostedTree(int Output, int[] Feature, float[] Value, int[] Left, int[] Right, bool[] MissingLeft)
{
    /// <summary>The nodes below the root and itself; what pruning cut off keeps its number and is reached by no row.</summary>
    public IEnumerable<int> Reached()
    {
        var waiting = new Stack<int>([0]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            if (Feature[node] >= 0)
            {
                waiting.Push(Right[node]);
                waiting.Push(Left[node]);
            }
        }
    }
}
