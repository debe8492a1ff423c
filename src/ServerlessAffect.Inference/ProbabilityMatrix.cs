namespace ServerlessAffect.Inference;

/// <summary>Probabilities [rows, classes], row-major.</summary>
public sealed class ProbabilityMatrix
{
    /// <param name="values">[rows * classes]; kept, not copied.</param>
    /// <exception cref="ArgumentException">The length is not rows times classes.</exception>
    public ProbabilityMatrix(int rows, int classes, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (rows < 0 || classes < 1 || values.LongLength != (long)rows * classes)
        {
            throw new ArgumentException($"Expected {rows} x {classes} probabilities; got {values.Length}.", nameof(values));
        }

        (Rows, Classes, Values) = (rows, classes, values);
    }

    public int Rows { get; }

    public int Classes { get; }

    public float[] Values { get; }

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Classes, Classes);
}
