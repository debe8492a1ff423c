using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Kernels;

/// <summary>Least squares towards 1 for a row's own class and -1 for the others, in the kernel's space: α = (K + λ W⁻¹)⁻¹ T, in closed form for all classes at once.</summary>
/// <remarks>
/// Known as kernel ridge classification, as the kernel extreme learning machine (λ = 1/C) and, with an intercept, as the least-squares support vector machine
/// (Suykens and Vandewalle 1999). Rows weigh w, their class's weight. The cost is one Cholesky factor of the training rows: n³ / 3 multiplications. Scores are not
/// probabilities; fit a temperature on held-out rows. Deterministic whatever <see cref="Parallelism"/> is.
/// </remarks>
public sealed class KernelRidgeClassifier
{
    /// <summary>λ, strength of the regularisation, above 0.</summary>
    public double Lambda { get; init; } = 0.1;

    public KernelSettings Kernel { get; init; } = new(KernelKind.Rbf);

    /// <summary>Each above 0.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>Whether there is an intercept, which is not regularised.</summary>
    public bool FitIntercept { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, features].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public KernelModel Fit(DenseMatrix x, int[] y, IReadOnlyList<string> classes, CancellationToken cancellationToken = default)
    {
        TrainingLabels.Require(x, y, classes);
        var kernel = Kernel.Resolve(x);
        var gram = GramMatrix.Of(x, kernel, Parallelism, cancellationToken);
        return KernelModel.Of(Fit(gram, y, classes.Count, cancellationToken), x, kernel, classes);
    }

    /// <summary>The same on kernel values: outputs are classes. <see cref="Kernel"/> is not used.</summary>
    /// <param name="gram">Among the training rows.</param>
    /// <param name="y">[rows], class indices; each class below <paramref name="classes"/> needs an example.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">The labels cannot be learned from.</exception>
    public DualModel Fit(GramMatrix gram, int[] y, int classes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gram);
        TrainingLabels.Require(gram.Rows, y, classes);
        return new KernelRidgeSystem(gram, y, classes, this, cancellationToken).Model;
    }

    /// <summary>The scores of every row by a model that was fitted on the rows of the other groups, [rows, classes], out of one factor of all rows.</summary>
    /// <remarks>
    /// The held-out scores of a group B are T_B - (M⁻¹)_BB⁻¹ α_B with M = K + λ W⁻¹ (bordered where there is an intercept): exactly what fitting again would give, for
    /// kernel values and class weights that do not depend on who is left out. Balanced weights are those of all rows.
    /// </remarks>
    /// <param name="gram">Among all rows.</param>
    /// <param name="y">[rows], class indices.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="folds">Test parts that cover all rows without overlap, for example <see cref="ModelSelection.LeaveOneGroupOut"/>.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    public double[] HeldOutScores(GramMatrix gram, int[] y, int classes, IReadOnlyList<ModelSelection.Fold> folds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(folds);
        TrainingLabels.Require(gram.Rows, y, classes);
        return new KernelRidgeSystem(gram, y, classes, this, cancellationToken).HeldOutScores(folds, cancellationToken);
    }
}
