namespace ServerlessAffect.Learning.Cluster;

/// <summary>Elements in groups that grow together; the lowest element stands for its group.</summary>
internal sealed class UnionFind
{
    private readonly int[] _parents;

    internal UnionFind(int elements)
    {
        _parents = new int[elements];
        for (var i = 0; i < elements; i++)
        {
            _parents[i] = i;
        }
    }

    internal int Root(int element)
    {
        while (_parents[element] != element)
        {
            element = _parents[element] = _parents[_parents[element]];
        }

        return element;
    }

    /// <returns>Whether they were in different groups.</returns>
    internal bool Unite(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        if (a == b)
        {
            return false;
        }

        _parents[Math.Max(a, b)] = Math.Min(a, b);
        return true;
    }
}
