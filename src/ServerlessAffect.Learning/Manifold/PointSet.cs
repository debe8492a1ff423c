namespace ServerlessAffect.Learning.Manifold;

/// <summary>Points in two or three dimensions, a coordinate of all of them after the other.</summary>
internal sealed class PointSet(int dimensions, int count)
{
    internal int Dimensions { get; } = dimensions;

    internal int Count { get; } = count;

    /// <summary>[dimensions, count].</summary>
    internal double[] Values { get; } = new double[dimensions * count];

    internal Span<double> Axis(int dimension) => Values.AsSpan(dimension * Count, Count);

    internal static PointSet Of(DenseMatrix rows)
    {
        var points = new PointSet(rows.Columns, rows.Rows);
        rows.Transpose().Values.CopyTo(points.Values, 0);
        return points;
    }

    /// <summary>[count, dimensions].</summary>
    internal DenseMatrix ToRows() => new DenseMatrix(Dimensions, Count, Values).Transpose();
}
