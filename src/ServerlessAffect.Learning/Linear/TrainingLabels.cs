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
        Require(x.Rows, y, classes.Count);
        if (!x.IsFinite())
        {
            throw Invalid("Expected finite feature values; got NaN or infinity. Mend or drop those rows before fitting.");
        }
    }

    /// <exception cref="AffectException">Rows and labels do not match, a label is out of range, or a class has no example.</exception>
    internal static void Require(int rows, ReadOnlySpan<int> y, int classes)
    {
        if (classes < 2)
        {
            throw Invalid($"Expected two classes at least to learn from; got {classes}. Add labelled examples of another class.");
        }

        if (rows != y.Length)
        {
            throw Invalid($"Expected one label a row; got {rows} rows and {y.Length} labels.");
        }

        var seen = new bool[classes];
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
            throw Invalid($"Class {missing} of {classes} has no training example. Add some or leave the class out.");
        }
    }

    private static AffectException Invalid(string message) => new(ErrorCodes.InvalidData, message);
}
