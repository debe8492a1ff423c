namespace ServerlessAffect.Learning.Cluster;

/// <summary>Where the units of a map lie and which of them touch.</summary>
internal sealed class MapGrid(int rows, int columns, MapTopology topology)
{
    // Neighbours on squares are at most √2 apart, on hexagons 1; the next are at 2 and √3.
    private readonly double _touching = topology == MapTopology.Rectangular ? 2.5 : 1.5;

    internal int Units => rows * columns;

    /// <summary>Squared distance of two units on the map; 1 from one to the next.</summary>
    internal double Squared(int unit, int other)
    {
        var ((x, y), (otherX, otherY)) = (At(unit), At(other));
        return ((x - otherX) * (x - otherX)) + ((y - otherY) * (y - otherY));
    }

    internal bool Touch(int unit, int other) => unit != other && Squared(unit, other) < _touching;

    /// <summary>The unit's place, in steps from the middle of the map.</summary>
    internal (double X, double Y) FromMiddle(int unit)
    {
        var ((x, y), (lastX, lastY)) = (At(unit), At(Units - 1));
        return (x - (lastX / 2), y - (lastY / 2));
    }

    private (double X, double Y) At(int unit)
    {
        var (row, column) = (unit / columns, unit % columns);
        return topology == MapTopology.Rectangular ? (column, row) : (column + (0.5 * (row % 2)), row * Math.Sqrt(0.75));
    }
}
