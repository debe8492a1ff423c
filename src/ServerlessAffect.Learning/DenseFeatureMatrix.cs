using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning;

internal sealed class DenseFeatureMatrix(DenseMatrix matrix) : FeatureMatrix(matrix.Rows, matrix.Columns)
{
    public override FeatureMatrix TakeRows(ReadOnlySpan<int> rows) => new DenseFeatureMatrix(matrix.TakeRows(rows));

    internal override bool IsFinite() => TensorPrimitives.IsFiniteAll<double>(matrix.Values);

    internal override bool HasNegative() => matrix.Values.Length > 0 && TensorPrimitives.Min<double>(matrix.Values) < 0;

    internal override void AddScores(int row, ReadOnlySpan<double> weights, Span<double> scores)
    {
        var classes = scores.Length;
        var x = matrix.Row(row);
        for (var j = 0; j < x.Length; j++)
        {
            ClassVector.AddScaled(weights.Slice(j * classes, classes), x[j], scores);
        }
    }

    internal override void AddOuter(int row, ReadOnlySpan<double> step, Span<double> weights, ReadOnlySpan<double> scale)
    {
        var classes = step.Length;
        var x = matrix.Row(row);
        for (var j = 0; j < x.Length; j++)
        {
            var target = weights.Slice(j * classes, classes);
            if (scale.IsEmpty)
            {
                ClassVector.AddScaled(step, x[j], target);
            }
            else
            {
                ClassVector.AddScaledProduct(step, scale.Slice(j * classes, classes), x[j], target);
            }
        }
    }

    internal override void AddSquaredNorms(int row, Span<double> norms, ReadOnlySpan<double> scale)
    {
        var classes = norms.Length;
        var x = matrix.Row(row);
        if (scale.IsEmpty)
        {
            TensorPrimitives.Add(norms, FixedOrder.SumOfSquares(x), norms);
            return;
        }

        for (var j = 0; j < x.Length; j++)
        {
            ClassVector.AddScaled(scale.Slice(j * classes, classes), x[j] * x[j], norms);
        }
    }

    internal override void TransposeMultiply(ReadOnlySpan<double> residuals, int classes, Span<double> gradient, int first, int count)
    {
        gradient.Slice(first * classes, count * classes).Clear();
        for (var i = 0; i < Rows; i++)
        {
            var x = matrix.Row(i);
            var residual = residuals.Slice(i * classes, classes);
            for (var j = first; j < first + count; j++)
            {
                ClassVector.AddScaled(residual, x[j], gradient.Slice(j * classes, classes));
            }
        }
    }

    internal override void PrepareColumns()
    {
    }
}
