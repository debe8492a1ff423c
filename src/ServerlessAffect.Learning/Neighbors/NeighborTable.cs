namespace ServerlessAffect.Learning.Neighbors;

/// <summary>The same number of nearest rows for every row that was asked about.</summary>
public sealed class NeighborTable
{
    internal NeighborTable(int neighbors, int[] rows, double[] distances) => (Neighbors, Rows, Distances) = (neighbors, rows, distances);

    /// <summary>How many there are of each.</summary>
    public int Neighbors { get; }

    /// <summary>[asked, neighbors]: the nearest first, the lower row of equally near ones.</summary>
    public int[] Rows { get; }

    /// <summary>[asked, neighbors]: how far away each is.</summary>
    public double[] Distances { get; }

    public ReadOnlySpan<int> RowsOf(int asked) => Rows.AsSpan(asked * Neighbors, Neighbors);

    public ReadOnlySpan<double> DistancesOf(int asked) => Distances.AsSpan(asked * Neighbors, Neighbors);
}
