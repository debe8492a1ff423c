using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Optimisation;

/// <summary>The line search of Moré and Thuente (ACM Transactions on Mathematical Software 20, 1994) with the settings that L-BFGS-B 3.0 gives it.</summary>
/// <remarks>
/// Unlike <see cref="WolfeLineSearch"/> it tries the very steps that SciPy's <c>L-BFGS-B</c> tries, and like there a search that rounding ends is accepted where it stands:
/// the rule of <see cref="LbfgsSettings.RelativeDecrease"/> ends the fit then.
/// </remarks>
internal sealed class MoreThuenteLineSearch(IObjective objective, int length) : ILineSearch
{
    private const double SufficientDecrease = 1e-3;
    private const double CurvatureShare = 0.9;
    private const double NarrowestShare = 0.1;
    private const double LongestStep = 1e10;
    private const int MaxTrials = 20;

    public double[] Point { get; } = new double[length];

    public double[] Gradient { get; } = new double[length];

    public double Value { get; private set; }

    public bool Find(double[] origin, double value, double[] direction, double slope, double firstStep, CancellationToken cancellationToken)
    {
        var least = SufficientDecrease * slope;
        var interval = new MoreThuenteInterval(new Trial(0, value, slope), LongestStep);
        var step = Math.Min(firstStep, LongestStep);
        var (low, high) = (0.0, 5 * step);
        var decreasing = true;
        for (var i = 0; i < MaxTrials; i++)
        {
            TensorPrimitives.MultiplyAdd(direction, step, origin, Point);
            Value = objective.Evaluate(Point, Gradient, cancellationToken);
            var trial = new Trial(step, Value, FixedOrder.Dot(Gradient, direction));
            if (!double.IsFinite(trial.Value) || !double.IsFinite(trial.Slope))
            {
                return false;
            }

            var bound = value + (step * least);
            decreasing &= !(trial.Value <= bound && trial.Slope >= 0);
            if ((trial.Value <= bound && Math.Abs(trial.Slope) <= -CurvatureShare * slope)
                || IsSpent(step)
                || (step == LongestStep && trial.Value <= bound && trial.Slope <= least)
                || (step == 0 && (trial.Value > bound || trial.Slope >= least)))
            {
                return true;
            }

            // Until a minimum is in sight, steps are judged by the function less the decrease that is asked for.
            step = interval.Next(trial, decreasing && trial.Value <= interval.Best.Value && trial.Value > bound ? least : 0, low, high);
            (low, high) = interval.Bounds(step);
            step = Math.Clamp(step, 0, LongestStep);
            if (IsSpent(step))
            {
                step = interval.Best.Step;
            }
        }

        return false;

        bool IsSpent(double at) => interval.IsBracket && (at <= low || at >= high || high - low <= NarrowestShare * high);
    }
}
