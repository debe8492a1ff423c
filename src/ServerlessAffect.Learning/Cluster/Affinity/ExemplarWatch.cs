namespace ServerlessAffect.Learning.Cluster;

/// <summary>For how many iterations every row has been an exemplar, or been none.</summary>
internal sealed class ExemplarWatch(int rows, int enough)
{
    private readonly int[] _unchanged = new int[rows];
    private bool[] _last = new bool[rows];

    /// <summary>The rows that were exemplars last.</summary>
    internal bool[] Exemplars => _last;

    /// <summary>How many rows have changed too lately.</summary>
    internal int Changing { get; private set; } = rows;

    /// <returns>Whether there are exemplars and none has changed for long enough.</returns>
    internal bool Add(bool[] exemplars)
    {
        (Changing, var any) = (0, false);
        for (var i = 0; i < exemplars.Length; i++)
        {
            _unchanged[i] = exemplars[i] == _last[i] ? _unchanged[i] + 1 : 1;
            Changing += _unchanged[i] < enough ? 1 : 0;
            any |= exemplars[i];
        }

        _last = exemplars;
        return any && Changing == 0;
    }
}
