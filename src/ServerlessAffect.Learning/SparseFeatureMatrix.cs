using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning;

internal sealed class SparseFeatureMatrix : FeatureMatrix
{
    private readonly CsrMatrix _rows;
    private readonly Lazy<CompressedColumns> _columns;

    internal SparseFeatureMatrix(CsrMatrix matrix)
        : base(matrix.Rows, matrix.Columns)
    {
        _rows = matrix;
        _columns = new Lazy<CompressedColumns>(() => CompressedColumns.Of(matrix));
    }

    public override FeatureMatrix TakeRows(ReadOnlySpan<int> rows) => new SparseFeatureMatrix(CsrRows.Take(_rows, rows));

    internal override bool IsFinite() => TensorPrimitives.IsFiniteAll<double>(_rows.Values);

    internal override bool HasNegative() => _rows.Values.Length > 0 && TensorPrimitives.Min<double>(_rows.Values) < 0;

    internal override void AddScores(int row, ReadOnlySpan<double> weights, Span<double> scores)
    {
        var classes = scores.Length;
        var columns = _rows.RowIndices(row);
        var values = _rows.RowValues(row);
        for (var e = 0; e < columns.Length; e++)
        {
            ClassVector.AddScaled(weights.Slice(columns[e] * classes, classes), values[e], scores);
        }
    }

    internal override void AddOuter(int row, ReadOnlySpan<double> step, Span<double> weights, ReadOnlySpan<double> scale)
    {
        var classes = step.Length;
        var columns = _rows.RowIndices(row);
        var values = _rows.RowValues(row);
        if (scale.IsEmpty)
        {
            for (var e = 0; e < columns.Length; e++)
            {
                ClassVector.AddScaled(step, values[e], weights.Slice(columns[e] * classes, classes));
            }

            return;
        }

        for (var e = 0; e < columns.Length; e++)
        {
            var at = columns[e] * classes;
            ClassVector.AddScaledProduct(step, scale.Slice(at, classes), values[e], weights.Slice(at, classes));
        }
    }

    internal override void AddSquaredNorms(int row, Span<double> norms, ReadOnlySpan<double> scale)
    {
        var classes = norms.Length;
        var columns = _rows.RowIndices(row);
        var values = _rows.RowValues(row);
        if (scale.IsEmpty)
        {
            TensorPrimitives.Add(norms, FixedOrder.SumOfSquares(values), norms);
            return;
        }

        for (var e = 0; e < columns.Length; e++)
        {
            ClassVector.AddScaled(scale.Slice(columns[e] * classes, classes), values[e] * values[e], norms);
        }
    }

    internal override void TransposeMultiply(ReadOnlySpan<double> residuals, int classes, Span<double> gradient, int first, int count)
    {
        var columns = _columns.Value;
        for (var j = first; j < first + count; j++)
        {
            var target = gradient.Slice(j * classes, classes);
            target.Clear();
            for (var e = columns.Starts[j]; e < columns.Starts[j + 1]; e++)
            {
                ClassVector.AddScaled(residuals.Slice(columns.Rows[e] * classes, classes), columns.Values[e], target);
            }
        }
    }

    internal override void PrepareColumns() => _ = _columns.Value;
}
