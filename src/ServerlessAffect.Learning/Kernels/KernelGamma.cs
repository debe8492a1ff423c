namespace ServerlessAffect.Learning.Kernels;

/// <summary>How the factor gamma of a kernel is found; scikit-learn's <c>gamma</c>.</summary>
public sealed record KernelGamma
{
    private readonly double _value;
    private readonly double _perVariance;

    private KernelGamma(double value, double perVariance) => (_value, _perVariance) = (value, perVariance);

    /// <summary>1 / (columns * variance of all values): scikit-learn's default.</summary>
    public static KernelGamma Scale { get; } = ScaledBy(1);

    /// <summary>1 / columns.</summary>
    public static KernelGamma Auto { get; } = new(0, 0);

    /// <summary>This number, above 0.</summary>
    public static KernelGamma Of(double gamma) => new(RequirePositive(gamma), 0);

    /// <summary><see cref="Scale"/> times a factor above 0, for searches that should not depend on the number of columns.</summary>
    public static KernelGamma ScaledBy(double factor) => new(0, RequirePositive(factor));

    /// <summary>The number for these training rows.</summary>
    public double Resolve(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (_value > 0)
        {
            return _value;
        }

        if (_perVariance == 0)
        {
            return 1.0 / x.Columns;
        }

        var variance = Variance(x.Values);
        return variance > 0 ? _perVariance / (x.Columns * variance) : 1;
    }

    private static double Variance(double[] values)
    {
        var mean = Core.Numerics.FixedOrder.Sum(values) / values.Length;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / values.Length;
    }

    private static double RequirePositive(double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a finite number above 0.");
}
