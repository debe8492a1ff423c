using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Optimisation;

/// <summary>Finds a step that meets the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6), with cubic interpolation.</summary>
/// <remarks>Near a minimum, differences of the value drown in rounding; there a step counts as lower when the value rises by no more than 1e-14 of itself
/// (Hager and Zhang's approximate condition), so that the gradient can still be driven down.</remarks>
internal sealed class WolfeLineSearch(IObjective objective, int length) : ILineSearch
{
    private const double SufficientDecrease = 1e-4;
    private const double CurvatureShare = 0.9;
    private const int MaxBrackets = 25;
    private const int MaxZooms = 40;

    private double[] _origin = [];
    private double[] _direction = [];
    private double _value0;
    private double _slope0;

    public double[] Point { get; } = new double[length];

    public double[] Gradient { get; } = new double[length];

    public double Value { get; private set; }

    public bool Find(double[] origin, double value, double[] direction, double slope, double firstStep, CancellationToken cancellationToken)
    {
        (_origin, _direction, _value0, _slope0) = (origin, direction, value, slope);
        var previous = new Trial(0, value, slope);
        var step = firstStep;
        for (var i = 0; i < MaxBrackets; i++)
        {
            var trial = Evaluate(step, cancellationToken);
            if (!double.IsFinite(trial.Value) || !IsLower(trial) || (i > 0 && trial.Value > previous.Value + Slack))
            {
                return Zoom(previous, trial, cancellationToken);
            }

            if (Math.Abs(trial.Slope) <= -CurvatureShare * slope)
            {
                return true;
            }

            if (trial.Slope >= 0)
            {
                return Zoom(trial, previous, cancellationToken);
            }

            (previous, step) = (trial, step * 2);
        }

        return false;
    }

    private double Slack => 1e-14 * Math.Abs(_value0);

    private bool IsLower(Trial trial) => trial.Value <= _value0 + (SufficientDecrease * trial.Step * _slope0) + Slack;

    private bool Zoom(Trial low, Trial high, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxZooms && Math.Abs(high.Step - low.Step) > 1e-16 * Math.Abs(low.Step + high.Step); i++)
        {
            var trial = Evaluate(Between(low, high), cancellationToken);
            if (!double.IsFinite(trial.Value) || !IsLower(trial) || trial.Value > low.Value + Slack)
            {
                high = trial;
                continue;
            }

            if (Math.Abs(trial.Slope) <= -CurvatureShare * _slope0)
            {
                return true;
            }

            if (trial.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = trial;
        }

        return false;
    }

    private Trial Evaluate(double step, CancellationToken cancellationToken)
    {
        TensorPrimitives.MultiplyAdd(_direction, step, _origin, Point);
        Value = objective.Evaluate(Point, Gradient, cancellationToken);
        return new Trial(step, Value, FixedOrder.Dot(Gradient, _direction));
    }

    // The minimum of the cubic through both values and slopes, kept a tenth away from the ends.
    private static double Between(Trial a, Trial b)
    {
        var width = b.Step - a.Step;
        var middle = a.Step + (width / 2);
        if (!double.IsFinite(b.Value) || !double.IsFinite(b.Slope))
        {
            return middle;
        }

        var d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        var discriminant = (d1 * d1) - (a.Slope * b.Slope);
        if (discriminant < 0)
        {
            return middle;
        }

        var d2 = Math.Sign(width) * Math.Sqrt(discriminant);
        var cubic = b.Step - (width * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
        var share = (cubic - a.Step) / width;
        return double.IsFinite(share) ? a.Step + (Math.Clamp(share, 0.1, 0.9) * width) : middle;
    }
}
