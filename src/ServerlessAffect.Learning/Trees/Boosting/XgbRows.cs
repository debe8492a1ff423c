using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Rows as the library holds them, in single precision; NaN is a missing value.</summary>
internal sealed class XgbRows : IDisposable
{
    private XgbRows(XgbRowsHandle handle) => Handle = handle;

    public XgbRowsHandle Handle { get; }

    /// <exception cref="AffectException">A value is infinite, or is in single precision.</exception>
    public static XgbRows Of(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var values = new float[x.Values.Length];
        TensorPrimitives.ConvertSaturating<double, float>(x.Values, values);
        if (TensorPrimitives.IsInfinityAny<float>(values))
        {
            throw Invalid("Expected feature values within single precision (NaN where one is missing); got an infinite one. Mend or drop those rows.");
        }

        XgbImports.Require(XgbImports.XGDMatrixCreateFromMat(values, (ulong)x.Rows, (ulong)x.Columns, float.NaN, out var handle));
        return new XgbRows(handle);
    }

    /// <exception cref="AffectException">Their number is not that of the rows, or one is not finite or, of a weight, negative.</exception>
    public static XgbRows Of(DenseMatrix x, double[] labels, double[]? weights)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rows == 0 || x.Rows != labels.Length || !TensorPrimitives.IsFiniteAll<double>(labels))
        {
            throw Invalid($"Expected a finite label for each of one or more rows; got {x.Rows} rows and {labels.Length} labels. Mend or drop the others.");
        }

        if (weights is not null && (weights.Length != x.Rows || !Array.TrueForAll(weights, w => w >= 0 && double.IsFinite(w))))
        {
            throw Invalid($"Expected a finite weight of 0 or more for each of {x.Rows} rows; got {weights.Length} weights.");
        }

        var rows = Of(x);
        rows.Set("label", labels);
        if (weights is not null)
        {
            rows.Set("weight", weights);
        }

        return rows;
    }

    public void Dispose() => Handle.Dispose();

    private static AffectException Invalid(string message) => new(ErrorCodes.InvalidData, message);

    private void Set(string field, double[] values) =>
        XgbImports.Require(XgbImports.XGDMatrixSetFloatInfo(Handle, field, Array.ConvertAll(values, v => (float)v), (ulong)values.Length));
}
