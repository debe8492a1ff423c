using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Learning.Kernels;

/// <summary>The factored equations of one <see cref="KernelRidgeClassifier"/> and their solution.</summary>
internal sealed class KernelRidgeSystem
{
    private readonly Cholesky _factor;
    private readonly DenseMatrix _targets;
    private readonly DenseMatrix _alphas;
    private readonly int _parallelism;

    // M⁻¹ 1 of the equations without intercept, and the sum of it; empty without one.
    private readonly double[] _ones = [];
    private readonly double _onesSum;

    internal KernelRidgeSystem(GramMatrix gram, int[] y, int classes, KernelRidgeClassifier settings, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Lambda);
        _parallelism = settings.Parallelism;
        var weights = settings.ClassWeights.Resolve(y, classes);
        if (!Array.TrueForAll(weights, w => w > 0))
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, "Expected class weights above 0; got a weight of 0. Leave that class out instead.");
        }

        var matrix = gram.Copy();
        _targets = new DenseMatrix(y.Length, classes);
        for (var i = 0; i < y.Length; i++)
        {
            matrix[i, i] += settings.Lambda / weights[y[i]];
            _targets.Row(i).Fill(-1);
            _targets[i, y[i]] = 1;
        }

        _factor = Cholesky.Factor(matrix, _parallelism, cancellationToken);
        _alphas = new DenseMatrix(y.Length, classes, (double[])_targets.Values.Clone());
        _factor.Solve(_alphas);
        var intercept = new double[classes];
        if (settings.FitIntercept)
        {
            var ones = new DenseMatrix(y.Length, 1);
            ones.Values.AsSpan().Fill(1);
            _factor.Solve(ones);
            (_ones, _onesSum) = (ones.Values, FixedOrder.Sum(ones.Values));
            for (var i = 0; i < y.Length; i++)
            {
                ClassVector.AddScaled(_alphas.Row(i), 1 / _onesSum, intercept);
            }

            for (var i = 0; i < y.Length; i++)
            {
                ClassVector.AddScaled(intercept, -_ones[i], _alphas.Row(i));
            }
        }

        Model = new DualModel(y.Length, [.. Enumerable.Range(0, y.Length)], _alphas.Values, intercept);
    }

    internal DualModel Model { get; }

    internal double[] HeldOutScores(IReadOnlyList<Fold> folds, CancellationToken cancellationToken)
    {
        var classes = _targets.Columns;
        var scores = new double[_targets.Values.Length];
        foreach (var fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var corrections = _alphas.TakeRows(fold.Test);
            Cholesky.Factor(InverseAmong(fold.Test, cancellationToken), parallelism: 1, cancellationToken).Solve(corrections);
            for (var i = 0; i < fold.Test.Length; i++)
            {
                var to = scores.AsSpan(fold.Test[i] * classes, classes);
                TensorPrimitives.Subtract(_targets.Row(fold.Test[i]), corrections.Row(i), to);
            }
        }

        return scores;
    }

    // (M⁻¹)_BB = Zᵀ Z with L Z = the columns of the identity that belong to B.
    private DenseMatrix InverseAmong(int[] rows, CancellationToken cancellationToken)
    {
        var unit = new DenseMatrix(_targets.Rows, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            unit[rows[i], i] = 1;
        }

        _factor.SolveLower(unit);
        var inverse = MatrixProduct.WithItself(unit.Transpose(), _parallelism, cancellationToken);
        for (var i = 0; _ones.Length > 0 && i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                inverse[i, j] -= _ones[rows[i]] * _ones[rows[j]] / _onesSum;
            }
        }

        return inverse;
    }
}
