namespace ServerlessAffect.Learning.Kernels;

/// <summary>The kernels that there are; scikit-learn's names are <c>linear</c>, <c>rbf</c> and <c>poly</c>.</summary>
public enum KernelKind
{
    /// <summary>x · y.</summary>
    Linear,

    /// <summary>exp(-gamma ‖x - y‖²).</summary>
    Rbf,

    /// <summary>(gamma x · y + coef0)^degree.</summary>
    Polynomial,
}
