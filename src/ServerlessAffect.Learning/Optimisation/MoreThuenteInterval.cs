namespace ServerlessAffect.Learning.Optimisation;

/// <summary>The steps between which Moré and Thuente's search looks, and their rule for the next one (section 4 of their paper, trial value selection).</summary>
internal sealed class MoreThuenteInterval(Trial origin, double longestStep)
{
    private Trial _other = origin;
    private double _width = longestStep;
    private double _widthBefore = 2 * longestStep;

    /// <summary>The lowest point so far that met the conditions on an end of the interval.</summary>
    internal Trial Best { get; private set; } = origin;

    /// <summary>Both ends are known and a minimum lies between them.</summary>
    internal bool IsBracket { get; private set; }

    /// <summary>Takes in a trial and returns the next step.</summary>
    /// <param name="tilt">What is taken off all slopes for this choice.</param>
    /// <param name="low">The least step for an interval that is no bracket.</param>
    /// <param name="high">The greatest.</param>
    internal double Next(Trial trial, double tilt, double low, double high)
    {
        var next = Choose(Less(Best, tilt), Less(_other, tilt), Less(trial, tilt), low, high, out var isBracket);
        IsBracket |= isBracket;
        if (trial.Value - (trial.Step * tilt) > Best.Value - (Best.Step * tilt))
        {
            _other = trial;
        }
        else
        {
            _other = (trial.Slope - tilt) * Math.Sign(Best.Slope - tilt) < 0 ? Best : _other;
            Best = trial;
        }

        if (!IsBracket)
        {
            return next;
        }

        var width = Math.Abs(_other.Step - Best.Step);
        if (width >= 0.66 * _widthBefore)
        {
            next = Best.Step + ((_other.Step - Best.Step) / 2);
        }

        (_widthBefore, _width) = (_width, width);
        return next;
    }

    /// <summary>Within what the trial after <paramref name="step"/> has to lie.</summary>
    internal (double Low, double High) Bounds(double step) => IsBracket
        ? (Math.Min(Best.Step, _other.Step), Math.Max(Best.Step, _other.Step))
        : (step + (1.1 * (step - Best.Step)), step + (4 * (step - Best.Step)));

    private static Trial Less(Trial trial, double tilt) => new(trial.Step, trial.Value - (trial.Step * tilt), trial.Slope - tilt);

    private double Choose(Trial best, Trial other, Trial trial, double low, double high, out bool isBracket)
    {
        isBracket = true;
        double secant;
        if (trial.Value > best.Value)
        {
            var cubic = Cubic(best, trial);
            var quadratic = best.Step + (best.Slope / (((best.Value - trial.Value) / (trial.Step - best.Step)) + best.Slope) / 2 * (trial.Step - best.Step));
            return Math.Abs(cubic - best.Step) < Math.Abs(quadratic - best.Step) ? cubic : cubic + ((quadratic - cubic) / 2);
        }

        if (trial.Slope * Math.Sign(best.Slope) < 0)
        {
            var cubic = Cubic(trial, best);
            secant = Secant(trial, best);
            return Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step) ? cubic : secant;
        }

        isBracket = false;
        var ahead = trial.Step > best.Step ? high : low;
        if (!(Math.Abs(trial.Slope) < Math.Abs(best.Slope)))
        {
            return IsBracket ? Cubic(trial, other) : ahead;
        }

        // The slope is flatter and of the same sign: the cubic may have no minimum beyond the trial.
        var beyond = Beyond(trial, best, ahead);
        secant = Secant(trial, best);
        var (toBeyond, toSecant) = (Math.Abs(beyond - trial.Step), Math.Abs(secant - trial.Step));
        if (!IsBracket)
        {
            return Math.Max(low, Math.Min(high, toBeyond > toSecant ? beyond : secant));
        }

        var next = toBeyond < toSecant ? beyond : secant;
        var limit = trial.Step + (0.66 * (other.Step - trial.Step));
        return trial.Step > best.Step ? Math.Min(limit, next) : Math.Max(limit, next);
    }

    private static double Secant(Trial a, Trial b) => a.Step + (a.Slope / (a.Slope - b.Slope) * (b.Step - a.Step));

    // The minimum of the cubic through both values and slopes, as seen from a.
    private static double Cubic(Trial a, Trial b)
    {
        var (theta, gamma) = Curve(a, b, atLeast: double.NegativeInfinity);
        return a.Step + ((gamma - a.Slope + theta) / (gamma - a.Slope + gamma + b.Slope) * (b.Step - a.Step));
    }

    private static double Beyond(Trial trial, Trial best, double otherwise)
    {
        var (theta, gamma) = Curve(trial, best, atLeast: 0);
        var share = (gamma - trial.Slope + theta) / (gamma + (best.Slope - trial.Slope) + gamma);
        return share < 0 && gamma != 0 ? trial.Step + (share * (best.Step - trial.Step)) : otherwise;
    }

    // Scaled, so that squares of small slopes keep their digits.
    private static (double Theta, double Gamma) Curve(Trial a, Trial b, double atLeast)
    {
        var theta = (3 * (a.Value - b.Value) / (b.Step - a.Step)) + a.Slope + b.Slope;
        var scale = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(a.Slope), Math.Abs(b.Slope)));
        var square = Math.Pow(theta / scale, 2) - (a.Slope / scale * (b.Slope / scale));
        return (theta, (b.Step < a.Step ? -scale : scale) * Math.Sqrt(Math.Max(square, atLeast)));
    }
}
