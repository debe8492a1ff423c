namespace ServerlessAffect.Learning.Neighbors;

/// <summary>The rows within a radius of every row that was asked about.</summary>
public sealed class NeighborLists
{
    internal NeighborLists(int[] starts, int[] rows, double[] distances) => (Starts, Rows, Distances) = (starts, rows, distances);

    /// <summary>[asked + 1]: where the list of each begins in <see cref="Rows"/> and <see cref="Distances"/>; the last is their length.</summary>
    public int[] Starts { get; }

    /// <summary>List after list, ascending in each.</summary>
    public int[] Rows { get; }

    /// <summary>How far away each is.</summary>
    public double[] Distances { get; }

    public ReadOnlySpan<int> RowsOf(int asked) => Rows.AsSpan(Starts[asked]..Starts[asked + 1]);

    public ReadOnlySpan<double> DistancesOf(int asked) => Distances.AsSpan(Starts[asked]..Starts[asked + 1]);
}
