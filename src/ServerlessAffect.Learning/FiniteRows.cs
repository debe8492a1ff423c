using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning;

/// <summary>What methods that see rows without labels ask of them.</summary>
internal static class FiniteRows
{
    /// <exception cref="AffectException">Too few rows, no columns, or a value that is not finite.</exception>
    internal static void Require(DenseMatrix x, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rows < least || x.Columns == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected {least} row{(least == 1 ? "" : "s")} at least, of one column or more; got {x.Rows} x {x.Columns}. Add data.");
        }

        if (x.Values.Length > 0 && !TensorPrimitives.IsFiniteAll<double>(x.Values))
        {
            throw new AffectException(ErrorCodes.InvalidData, "Expected finite feature values; got NaN or infinity. Mend or drop those rows first.");
        }
    }
}
