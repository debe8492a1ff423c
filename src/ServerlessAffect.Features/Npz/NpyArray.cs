namespace ServerlessAffect.Features.Npz;

/// <summary>An array as numpy stores it: numbers of one kind in C order, and a shape.</summary>
public sealed class NpyArray
{
    /// <param name="data"><c>float[]</c>, <c>double[]</c>, <c>int[]</c>, <c>long[]</c>, <c>bool[]</c> or <c>string[]</c>; kept, not copied.</param>
    /// <param name="shape">Its product is the number of elements; empty for a single value.</param>
    /// <exception cref="ArgumentException">Another element type, or a shape that does not fit.</exception>
    public NpyArray(Array data, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(shape);
        if (data is not (float[] or double[] or int[] or long[] or bool[] or string[]))
        {
            throw new ArgumentException($"Expected float, double, int, long, bool or string elements, got {data.GetType().GetElementType()}.", nameof(data));
        }

        if (shape.Aggregate(1L, (product, size) => product * size) != data.Length)
        {
            throw new ArgumentException($"The shape ({string.Join(", ", shape)}) does not hold {data.Length} elements.", nameof(shape));
        }

        (Data, Shape) = (data, shape);
    }

    public Array Data { get; }

    public IReadOnlyList<int> Shape { get; }

    /// <summary>numpy's name of the element type, for example <c>&lt;f4</c>.</summary>
    public string Descr => Data switch
    {
        float[] => "<f4",
        double[] => "<f8",
        int[] => "<i4",
        long[] => "<i8",
        bool[] => "|b1",
        string[] texts => $"<U{Math.Max(1, texts.Length == 0 ? 0 : texts.Max(NpyText.CodePoints))}",
        _ => throw new InvalidOperationException("The constructor checks the element type."),
    };

    public static NpyArray Of<T>(params T[] data)
        where T : notnull => new(data, data.Length);

    /// <summary>A single value, numpy's array of no dimensions.</summary>
    public static NpyArray Scalar<T>(T value)
        where T : notnull => new(new[] { value });
}
