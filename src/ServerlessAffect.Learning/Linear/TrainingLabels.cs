using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Linear;

/// <summary>What every classifier asks of its training rows and labels before it starts.</summary>
internal static class TrainingLabels
{
    internal static int[] Count(ReadOnlySpan<int> y, int classes)
    {
        var counts = new int[classes];
        foreach (var label in y)
        {
            counts[label]++;
        }

        return counts;
    }

    /// <exception cref="AffectException">Rows and labels do not match, a label is out of range, a class has no example, or a value is not finite.</exception>
    internal static void Require(FeatureMatrix x, ReadOnlySpan<int> y, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count < 2)
        {
            throw Invalid($"Expected two classes at least to learn from; got {classes.Count}. Add labelled examples of another class.");
        }

        if (x.Rows != y.Length)
        {
            throw Invalid($"Expected one label a row; got {x.Rows} rows and {y.Length} labels.");
        }

        var seen = new bool[classes.Count];
        foreach (var label in y)
        {
            if ((uint)label >= (uint)seen.Length)
            {
                throw Invalid($"Expected labels from 0 to {seen.Length - 1}; got {label}.");
            }

            seen[label] = true;
        }

        var missing = Array.IndexOf(seen, false);
        if (missing >= 0)
        {
            throw Invalid($"Class {missing} of {classes.Count} has no training example. Add some or leave the class out.");
        }

        if (!x.IsFinite())
        {
            throw Invalid("Expected finite feature values; got NaN or infinity. Mend or drop those rows before fitting.");
        }
    }

    private static AffectException Invalid(string message) => new(ErrorCodes.InvalidData, message);
}
