namespace ServerlessAffect.Onnx.Graph;

/// <summary>One axis of an input or output: a fixed size, or a name for a size that each run chooses.</summary>
public readonly record struct Dimension
{
    private Dimension(long size, string? name) => (Size, Name) = (size, name);

    /// <summary>Meaningful only where <see cref="Name"/> is null.</summary>
    public long Size { get; }

    public string? Name { get; }

    public static implicit operator Dimension(long size) => Of(size);

    public static implicit operator Dimension(string name) => Named(name);

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static Dimension Of(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(size, null);
    }

    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static Dimension Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(0, name);
    }

}
