using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Optimisation;

/// <summary>Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with a line search.</summary>
internal sealed class Lbfgs(IObjective objective, LbfgsSettings settings)
{
    private readonly List<CurvaturePair> _history = [];

    /// <summary>Moves <paramref name="point"/> to a minimum, in place.</summary>
    /// <returns>Whether the gradient met the tolerance, or the last step the relative decrease that ends a fit.</returns>
    internal bool Minimise(double[] point, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var length = point.Length;
        var gradient = new double[length];
        var direction = new double[length];
        ILineSearch search = settings.StepsOfLbfgsB ? new MoreThuenteLineSearch(objective, length) : new WolfeLineSearch(objective, length);
        var value = objective.Evaluate(point, gradient, cancellationToken);
        var isSettled = false;
        for (var iteration = 0; ; iteration++)
        {
            var steepest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient));
            var converged = isSettled || steepest <= settings.Tolerance;
            progress?.Report(new FitProgress(iteration, settings.MaxIterations, steepest, converged));
            if (converged || iteration == settings.MaxIterations)
            {
                return converged;
            }

            cancellationToken.ThrowIfCancellationRequested();
            FindDirection(gradient, direction);
            var slope = FixedOrder.Dot(gradient, direction);
            if (!(slope < 0) || !search.Find(point, value, direction, slope, FirstStep(iteration, gradient), cancellationToken))
            {
                if (_history.Count == 0)
                {
                    // Steepest descent finds nothing lower either: the value is at the limit of double precision.
                    return false;
                }

                _history.Clear();
                continue;
            }

            Remember(search, point, gradient);
            search.Point.CopyTo(point, 0);
            search.Gradient.CopyTo(gradient, 0);
            var greater = Math.Max(settings.LeastValue, Math.Max(Math.Abs(value), Math.Abs(search.Value)));
            isSettled = value - search.Value <= settings.RelativeDecrease * greater;
            value = search.Value;
        }
    }

    // Along the bare gradient a step of 1 is a matter of units; along a direction of the quadratic model it is the model's minimum.
    private double FirstStep(int iteration, double[] gradient)
    {
        if (settings.StepsOfLbfgsB)
        {
            return iteration == 0 ? 1 / FixedOrder.Norm(gradient) : 1;
        }

        return _history.Count == 0 ? Math.Min(1, 1 / FixedOrder.Norm(gradient)) : 1;
    }

    private void Remember(ILineSearch search, double[] point, double[] gradient)
    {
        var pair = _history.Count == settings.History ? _history[0] : new CurvaturePair(point.Length);
        if (_history.Count == settings.History)
        {
            _history.RemoveAt(0);
        }

        if (pair.Set(search.Point, point, search.Gradient, gradient))
        {
            _history.Add(pair);
        }
    }

    // The two-loop recursion: direction = -H · gradient.
    private void FindDirection(double[] gradient, double[] direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        Span<double> alphas = stackalloc double[_history.Count];
        for (var i = _history.Count - 1; i >= 0; i--)
        {
            var pair = _history[i];
            alphas[i] = FixedOrder.Dot(pair.Step, direction) / pair.Curvature;
            TensorPrimitives.MultiplyAdd(pair.Change, -alphas[i], direction, direction);
        }

        if (_history.Count > 0)
        {
            var last = _history[^1];
            TensorPrimitives.Multiply(direction, last.Curvature / FixedOrder.SumOfSquares(last.Change), direction);
        }

        for (var i = 0; i < _history.Count; i++)
        {
            var pair = _history[i];
            var beta = FixedOrder.Dot(pair.Change, direction) / pair.Curvature;
            TensorPrimitives.MultiplyAdd(pair.Step, alphas[i] - beta, direction, direction);
        }
    }
}
