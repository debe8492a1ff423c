using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Kernels;

/// <summary>A function of two rows that stands for an inner product in a larger space.</summary>
public sealed record Kernel
{
    private Kernel(KernelKind kind, double gamma, int degree, double coef0) => (Kind, Gamma, Degree, Coef0) = (kind, gamma, degree, coef0);

    public static Kernel Linear { get; } = new(KernelKind.Linear, 1, 1, 0);

    public KernelKind Kind { get; }

    /// <summary>1 for the linear kernel.</summary>
    public double Gamma { get; }

    public int Degree { get; }

    public double Coef0 { get; }

    /// <param name="gamma">Above 0.</param>
    public static Kernel Rbf(double gamma) => new(KernelKind.Rbf, RequireGamma(gamma), 1, 0);

    /// <param name="gamma">Above 0.</param>
    /// <param name="degree">1 or more.</param>
    /// <param name="coef0">Finite.</param>
    public static Kernel Polynomial(double gamma, int degree = 3, double coef0 = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        return double.IsFinite(coef0)
            ? new Kernel(KernelKind.Polynomial, RequireGamma(gamma), degree, coef0)
            : throw new ArgumentOutOfRangeException(nameof(coef0), coef0, "Expected a finite number.");
    }

    /// <summary>Turns a row of inner products into kernel values, in place.</summary>
    /// <param name="products">x · y for one x and many y.</param>
    /// <param name="norm">x · x.</param>
    /// <param name="norms">y · y.</param>
    internal void Apply(Span<double> products, double norm, ReadOnlySpan<double> norms)
    {
        switch (Kind)
        {
            case KernelKind.Rbf:
                TensorPrimitives.MultiplyAdd(products, -2.0, norms, products);
                TensorPrimitives.Add(products, norm, products);
                TensorPrimitives.Max(products, 0.0, products);
                TensorPrimitives.Multiply(products, -Gamma, products);
                TensorPrimitives.Exp(products, products);
                break;
            case KernelKind.Polynomial:
                TensorPrimitives.Multiply(products, Gamma, products);
                TensorPrimitives.Add(products, Coef0, products);
                TensorPrimitives.Pow(products, Degree, products);
                break;
            default:
                break;
        }
    }

    private static double RequireGamma(double gamma) => gamma > 0 && double.IsFinite(gamma)
        ? gamma
        : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "Expected a finite gamma above 0.");
}
