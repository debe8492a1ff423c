using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Optimisation;

namespace ServerlessAffect.Learning.Linear;

/// <summary>½‖W‖² + Σ_i loss_i over weights [features, outputs] followed by intercepts [outputs], which are not regularised.</summary>
/// <remarks>
/// With a scale S the scores are x · (S ∘ W), which is how NB-SVM's scaled features enter without a copy of the matrix for every class.
/// The sums run over blocks of fixed size, in order, so that the result does not depend on the number of threads.
/// </remarks>
internal sealed class LogisticObjective : IObjective
{
    private const int BlockRows = 512;
    private const int BlockColumns = 4096;

    private readonly FeatureMatrix _x;
    private readonly IRowLoss _loss;
    private readonly double[] _scale;
    private readonly double[] _scaled;
    private readonly double[] _residuals;
    private readonly double[] _blockLosses;
    private readonly int _outputs;
    private readonly bool _fitIntercept;
    private readonly int _parallelism;

    internal LogisticObjective(FeatureMatrix x, IRowLoss loss, int outputs, double[] scale, bool fitIntercept, int parallelism)
    {
        (_x, _loss, _outputs, _scale, _fitIntercept, _parallelism) = (x, loss, outputs, scale, fitIntercept, parallelism);
        _scaled = scale.Length == 0 ? [] : new double[scale.Length];
        _residuals = new double[checked(x.Rows * outputs)];
        _blockLosses = new double[RowBlocks.Count(x.Rows, BlockRows)];
        x.PrepareColumns();
    }

    internal int Length => (_x.Columns + 1) * _outputs;

    public double Evaluate(double[] point, double[] gradient, CancellationToken cancellationToken)
    {
        var split = _x.Columns * _outputs;
        var weights = _scale.Length == 0 ? point : _scaled;
        if (_scale.Length > 0)
        {
            TensorPrimitives.Multiply(point.AsSpan(0, split), _scale, _scaled);
        }

        RowBlocks.Run(_x.Rows, BlockRows, _parallelism, (block, first, count) =>
        {
            var sum = 0.0;
            for (var row = first; row < first + count; row++)
            {
                var scores = _residuals.AsSpan(row * _outputs, _outputs);
                point.AsSpan(split, _outputs).CopyTo(scores);
                _x.AddScores(row, weights, scores);
                sum += _loss.ToResidual(row, scores);
            }

            _blockLosses[block] = sum;
        }, cancellationToken);
        RowBlocks.Run(_x.Columns, BlockColumns, _parallelism, (_, first, count) =>
        {
            _x.TransposeMultiply(_residuals, _outputs, gradient, first, count);
            var part = gradient.AsSpan(first * _outputs, count * _outputs);
            if (_scale.Length > 0)
            {
                TensorPrimitives.Multiply(part, _scale.AsSpan(first * _outputs, part.Length), part);
            }

            TensorPrimitives.Add(part, point.AsSpan(first * _outputs, part.Length), part);
        }, cancellationToken);

        var intercepts = gradient.AsSpan(split, _outputs);
        intercepts.Clear();
        for (var row = 0; _fitIntercept && row < _x.Rows; row++)
        {
            ClassVector.AddScaled(_residuals.AsSpan(row * _outputs, _outputs), 1, intercepts);
        }

        return (FixedOrder.SumOfSquares(point.AsSpan(0, split)) / 2) + FixedOrder.Sum(_blockLosses);
    }
}
