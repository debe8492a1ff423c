namespace ServerlessAffect.Onnx.Exports;

/// <summary>A linear classifier: probabilities are <c>softmax((W x + b) / T)</c>.</summary>
public sealed class LinearHead
{
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="features">Number of features, at least 1.</param>
    /// <param name="coefficients">[classes, features] row-major, as scikit-learn's <c>coef_</c>; kept, not copied.</param>
    /// <param name="intercept">[classes]; kept, not copied.</param>
    /// <param name="temperature">What the scores are divided by; above 0.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together, or a number is not finite.</exception>
    public LinearHead(int classes, int features, double[] coefficients, double[] intercept, double temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(intercept);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (coefficients.LongLength != (long)classes * features || intercept.Length != classes)
        {
            throw new ArgumentException($"Expected {classes} x {features} coefficients and {classes} intercepts; got {coefficients.Length} and {intercept.Length}.");
        }

        if (!double.IsFinite(temperature) || temperature <= 0)
        {
            throw new ArgumentException($"Expected a temperature above 0; got {temperature}.", nameof(temperature));
        }

        RequireSingle(coefficients, nameof(coefficients));
        RequireSingle(intercept, nameof(intercept));
        (Classes, Features, Coefficients, Intercept, Temperature) = (classes, features, coefficients, intercept, temperature);
    }

    public int Classes { get; }

    public int Features { get; }

    /// <summary>[classes, features] row-major.</summary>
    public double[] Coefficients { get; }

    /// <summary>[classes].</summary>
    public double[] Intercept { get; }

    public double Temperature { get; }

    /// <summary>The one head whose probabilities are the normalised geometric mean of those of <paramref name="heads"/> (the softmax of their mean
    /// log-probability), sharpened by <paramref name="temperature"/>: each head's normaliser is the same for all its classes, so it cancels.</summary>
    /// <exception cref="ArgumentException">No heads, or heads of different sizes.</exception>
    public static LinearHead Fold(IReadOnlyList<LinearHead> heads, double temperature = 1)
    {
        RequireSameSize(heads);
        var first = heads[0];
        var coefficients = new double[first.Coefficients.Length];
        var intercept = new double[first.Classes];
        foreach (var head in heads)
        {
            var weight = 1 / (head.Temperature * heads.Count);
            AddScaled(head.Coefficients, weight, coefficients);
            AddScaled(head.Intercept, weight, intercept);
        }

        return new LinearHead(first.Classes, first.Features, coefficients, intercept, temperature);
    }

    internal static void RequireSameSize(IReadOnlyList<LinearHead> heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        if (heads.Count == 0)
        {
            throw new ArgumentException("Expected at least one head; got none.", nameof(heads));
        }

        foreach (var head in heads)
        {
            if (head.Classes != heads[0].Classes || head.Features != heads[0].Features)
            {
                throw new ArgumentException($"Expected heads of {heads[0].Classes} classes and {heads[0].Features} features; got {head.Classes} and {head.Features}.", nameof(heads));
            }
        }
    }

    private static void AddScaled(double[] values, double weight, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += values[i] * weight;
        }
    }

    private static void RequireSingle(double[] values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite((float)values[i]))
            {
                throw new ArgumentException($"Entry {i} is {values[i]}, which is no finite single-precision number.", name);
            }
        }
    }
}
