namespace ServerlessAffect.Signal.Filters;

/// <summary>Linear prediction: the all-pole filter 1 / A(z), A(z) = 1 + a[1] z^-1 + ... + a[p] z^-p, that a frame's autocorrelation gives.</summary>
public static class LinearPrediction
{
    private const int MaxOrder = 128;

    /// <summary>The Levinson-Durbin recursion (Durbin, 1960).</summary>
    /// <param name="autocorrelation">[p + 1 at least], r[0] first. Scale r[0] by 1 + 1e-9 or more beforehand where the frame may be a pure tone.</param>
    /// <param name="coefficients">[p + 1], written; coefficients[0] is 1.</param>
    /// <returns>The energy of what is not predicted, in the unit of r; 0 with coefficients (1, 0, ...) for a silent frame.</returns>
    /// <exception cref="ArgumentException">Fewer lags than coefficients.</exception>
    public static double LevinsonDurbin(ReadOnlySpan<double> autocorrelation, Span<double> coefficients)
    {
        var order = coefficients.Length - 1;
        ArgumentOutOfRangeException.ThrowIfNegative(order, nameof(coefficients));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder, nameof(coefficients));
        if (autocorrelation.Length <= order)
        {
            throw new ArgumentException($"Expected {order + 1} lags of autocorrelation, got {autocorrelation.Length}.", nameof(autocorrelation));
        }

        coefficients.Clear();
        coefficients[0] = 1;
        var error = autocorrelation[0];
        if (!(error > 0))
        {
            return 0;
        }

        Span<double> previous = stackalloc double[order + 1];
        for (var i = 1; i <= order; i++)
        {
            var sum = autocorrelation[i];
            for (var j = 1; j < i; j++)
            {
                sum += coefficients[j] * autocorrelation[i - j];
            }

            var reflection = -sum / error;
            var remaining = error * (1 - (reflection * reflection));
            if (!(remaining > 0))
            {
                // The frame is predicted to the last digit: what is found so far is the answer.
                return 0;
            }

            coefficients[..i].CopyTo(previous);
            for (var j = 1; j < i; j++)
            {
                coefficients[j] += reflection * previous[i - j];
            }

            coefficients[i] = reflection;
            error = remaining;
        }

        return error;
    }
}
