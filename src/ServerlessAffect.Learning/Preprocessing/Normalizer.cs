using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>Rows of Euclidean length 1; a row of zeros stays. scikit-learn's <c>Normalizer(norm='l2')</c>.</summary>
public static class Normalizer
{
    public static DenseMatrix Transform(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var result = new DenseMatrix(x.Rows, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            var length = TensorPrimitives.Norm<double>(x.Row(row));
            TensorPrimitives.Divide(x.Row(row), length == 0 ? 1 : length, result.Row(row));
        }

        return result;
    }
}
