using System.Numerics.Tensors;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>(x - median) / distance between two quantiles of every column. scikit-learn's <c>RobustScaler</c>.</summary>
public sealed class RobustScaler : ColumnScaler
{
    private RobustScaler(double[] center, double[] scale) => (Center, Scale) = (center, scale);

    /// <summary>Medians.</summary>
    public double[] Center { get; }

    /// <summary>Distances between the quantiles, 1 where that is 0.</summary>
    public double[] Scale { get; }

    public override int Columns => Center.Length;

    /// <param name="x">[rows, columns].</param>
    /// <param name="low">Lower quantile, from 0 to 1.</param>
    /// <param name="high">Upper quantile, from 0 to 1.</param>
    public static RobustScaler Fit(DenseMatrix x, double low = 0.25, double high = 0.75)
    {
        RequireRows(x);
        var (center, scale, column) = (new double[x.Columns], new double[x.Columns], new double[x.Rows]);
        for (var j = 0; j < center.Length; j++)
        {
            for (var row = 0; row < x.Rows; row++)
            {
                column[row] = x[row, j];
            }

            Array.Sort(column);
            center[j] = Quantiles.OfSorted(column, 0.5);
            scale[j] = OneWhereZero(Quantiles.OfSorted(column, high) - Quantiles.OfSorted(column, low));
        }

        return new RobustScaler(center, scale);
    }

    private protected override void TransformRow(ReadOnlySpan<double> row, Span<double> destination)
    {
        TensorPrimitives.Subtract(row, Center, destination);
        TensorPrimitives.Divide(destination, Scale, destination);
    }
}
