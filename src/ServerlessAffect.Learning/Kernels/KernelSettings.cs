namespace ServerlessAffect.Learning.Kernels;

/// <summary>A kernel whose gamma is found from the training rows.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Gamma">Factor of the RBF and the polynomial kernel; null means <see cref="KernelGamma.Scale"/>. The linear kernel has none.</param>
/// <param name="Degree">Of the polynomial kernel, 1 or more.</param>
/// <param name="Coef0">Added inside the polynomial kernel.</param>
public sealed record KernelSettings(KernelKind Kind, KernelGamma? Gamma = null, int Degree = 3, double Coef0 = 0)
{
    /// <summary>The kernel for these training rows.</summary>
    public Kernel Resolve(DenseMatrix x) => Kind switch
    {
        KernelKind.Linear => Kernel.Linear,
        KernelKind.Rbf => Kernel.Rbf((Gamma ?? KernelGamma.Scale).Resolve(x)),
        KernelKind.Polynomial => Kernel.Polynomial((Gamma ?? KernelGamma.Scale).Resolve(x), Degree, Coef0),
        _ => throw new InvalidOperationException($"Expected a known kernel; got {Kind}."),
    };
}
