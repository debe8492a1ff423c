using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>(x - mean) / standard deviation of every column, population variance; a constant column is only centred. scikit-learn's <c>StandardScaler</c>.</summary>
public sealed class StandardScaler : ColumnScaler
{
    private StandardScaler(double[] mean, double[] variance, double[] scale) => (Mean, Variance, Scale) = (mean, variance, scale);

    public double[] Mean { get; }

    public double[] Variance { get; }

    /// <summary>What columns are divided by: the standard deviation, 1 for a constant column.</summary>
    public double[] Scale { get; }

    public override int Columns => Mean.Length;

    public static StandardScaler Fit(DenseMatrix x)
    {
        RequireRows(x);
        var (mean, variance) = (new double[x.Columns], new double[x.Columns]);
        for (var row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Add(mean, x.Row(row), mean);
        }

        TensorPrimitives.Divide(mean, x.Rows, mean);

        // Two passes, with the sum of the deviations taken off: what rounding left in the mean does not reach the variance.
        var deviations = new double[x.Columns];
        for (var row = 0; row < x.Rows; row++)
        {
            var values = x.Row(row);
            for (var j = 0; j < values.Length; j++)
            {
                var d = values[j] - mean[j];
                deviations[j] += d;
                variance[j] += d * d;
            }
        }

        for (var j = 0; j < variance.Length; j++)
        {
            variance[j] = (variance[j] - (deviations[j] * deviations[j] / x.Rows)) / x.Rows;
        }

        return Of(mean, variance, x.Rows);
    }

    /// <summary>Scales rows where they are.</summary>
    /// <param name="rows">[rows, columns].</param>
    public void Transform(Span<float> rows)
    {
        if (rows.Length % Columns != 0)
        {
            throw new ArgumentException($"Expected whole rows of {Columns} numbers; got {rows.Length}.", nameof(rows));
        }

        var row = new double[Columns];
        for (; !rows.IsEmpty; rows = rows[Columns..])
        {
            TensorPrimitives.ConvertTruncating<float, double>(rows[..Columns], row);
            TransformRow(row, row);
            TensorPrimitives.ConvertTruncating<double, float>(row, rows);
        }
    }

    /// <param name="mean">Of each column.</param>
    /// <param name="variance">Of each column; rounding errors of constant columns are set to 0 here.</param>
    /// <param name="rows">How many were looked at.</param>
    internal static StandardScaler Of(double[] mean, double[] variance, int rows)
    {
        var scale = new double[mean.Length];
        for (var j = 0; j < scale.Length; j++)
        {
            // A constant whose mean was rounded has a variance of rounding errors.
            var rounding = rows * 2.220446049250313e-16 * mean[j];
            variance[j] = variance[j] <= rounding * rounding ? 0 : variance[j];
            scale[j] = OneWhereZero(Math.Sqrt(variance[j]));
        }

        return new StandardScaler(mean, variance, scale);
    }

    private protected override void TransformRow(ReadOnlySpan<double> row, Span<double> destination)
    {
        TensorPrimitives.Subtract(row, Mean, destination);
        TensorPrimitives.Divide(destination, Scale, destination);
    }
}
