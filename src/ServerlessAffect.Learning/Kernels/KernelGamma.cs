namespace ServerlessAffect.Learning.Kernels;

/// <summary>How the factor gamma of a kernel is found; scikit-learn's <c>gamma</c>.</summary>
public sealed record KernelGamma
{
    private readonly double _factor;
    private readonly bool _perColumn;
    private readonly bool _perVariance;

    private KernelGamma(double factor, bool perColumn, bool perVariance) => (_factor, _perColumn, _perVariance) = (RequirePositive(factor), perColumn, perVariance);

    /// <summary>1 / (columns * variance of all values): scikit-learn's default.</summary>
    public static KernelGamma Scale { get; } = ScaledBy(1);

    /// <summary>1 / columns.</summary>
    public static KernelGamma Auto { get; } = PerColumn(1);

    /// <summary>This number, above 0.</summary>
    public static KernelGamma Of(double gamma) => new(gamma, perColumn: false, perVariance: false);

    /// <summary><see cref="Scale"/> times a factor above 0, for searches that should not depend on the number of columns.</summary>
    public static KernelGamma ScaledBy(double factor) => new(factor, perColumn: true, perVariance: true);

    /// <summary>A factor above 0 divided by the number of columns, for standardised columns.</summary>
    public static KernelGamma PerColumn(double factor) => new(factor, perColumn: true, perVariance: false);

    /// <summary>The number for these training rows.</summary>
    public double Resolve(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var gamma = _perColumn ? _factor / x.Columns : _factor;
        if (!_perVariance)
        {
            return gamma;
        }

        // Rows that are all alike have no scale.
        var variance = Variance(x.Values);
        return variance > 0 ? gamma / variance : 1;
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
