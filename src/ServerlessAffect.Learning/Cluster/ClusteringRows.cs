using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>What every clusterer asks of its rows before it starts.</summary>
internal static class ClusteringRows
{
    /// <param name="x">The rows.</param>
    /// <param name="least">So many rows at least.</param>
    /// <param name="why">Continues "Expected n rows at least": what asks for them, and what to change.</param>
    /// <exception cref="AffectException">There are fewer rows, no columns, or values that are not finite.</exception>
    internal static void Require(DenseMatrix x, int least, string why)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rows < least)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected {least} rows at least {why}; got {x.Rows}.");
        }

        if (x.Columns == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, "Expected rows of one column at least; got none. Choose the columns to group by.");
        }

        if (TensorPrimitives.IsFiniteAll<double>(x.Values))
        {
            return;
        }

        var at = Array.FindIndex(x.Values, v => !double.IsFinite(v));
        throw new AffectException(
            ErrorCodes.InvalidData, $"Expected finite values; row {at / x.Columns}, column {at % x.Columns} (counted from 0) is {x.Values[at]}. Fill in such values or leave out their rows.");
    }

    /// <exception cref="ArgumentException">The rows have another number of columns than those fitted.</exception>
    internal static void RequireColumns(DenseMatrix x, int columns)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != columns)
        {
            throw new ArgumentException($"Expected rows of {columns} columns, as were fitted; got {x.Columns}.", nameof(x));
        }
    }
}
