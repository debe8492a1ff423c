using System.Numerics.Tensors;

namespace ServerlessAffect.Learning;

/// <summary>Means of columns.</summary>
internal static class ColumnMeans
{
    /// <summary>Of all rows; zeros for none.</summary>
    internal static double[] Of(DenseMatrix x)
    {
        var mean = new double[x.Columns];
        for (var row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Add(mean, x.Row(row), mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, x.Rows), mean);
        return mean;
    }
}
