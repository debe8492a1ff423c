using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>Every column from its fitted minimum and maximum onto a range, without clipping; a constant column goes to the lower end. scikit-learn's <c>MinMaxScaler</c>.</summary>
public sealed class MinMaxScaler : ColumnScaler
{
    private readonly double[] _offset;

    private MinMaxScaler(double[] minimum, double[] maximum, double[] scale, double[] offset) =>
        (Minimum, Maximum, Scale, _offset) = (minimum, maximum, scale, offset);

    public double[] Minimum { get; }

    public double[] Maximum { get; }

    /// <summary>What columns are multiplied by.</summary>
    public double[] Scale { get; }

    public override int Columns => Minimum.Length;

    public static MinMaxScaler Fit(DenseMatrix x, double low = 0, double high = 1)
    {
        RequireRows(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        var (minimum, maximum) = (x.Row(0).ToArray(), x.Row(0).ToArray());
        for (var row = 1; row < x.Rows; row++)
        {
            TensorPrimitives.Min(minimum, x.Row(row), minimum);
            TensorPrimitives.Max(maximum, x.Row(row), maximum);
        }

        var (scale, offset) = (new double[x.Columns], new double[x.Columns]);
        for (var j = 0; j < scale.Length; j++)
        {
            scale[j] = (high - low) / OneWhereZero(maximum[j] - minimum[j]);
            offset[j] = low - (minimum[j] * scale[j]);
        }

        return new MinMaxScaler(minimum, maximum, scale, offset);
    }

    private protected override void TransformRow(ReadOnlySpan<double> row, Span<double> destination)
    {
        TensorPrimitives.Multiply(row, Scale, destination);
        TensorPrimitives.Add(destination, _offset, destination);
    }
}
