using System.Numerics.Tensors;
using ServerlessAffect.Learning.Optimisation;

namespace ServerlessAffect.Learning.Linear;

/// <summary>L2-regularised logistic regression, scikit-learn's <c>LogisticRegression</c>: minimises ½‖W‖² + C Σ w_i loss_i with L-BFGS.</summary>
/// <remarks>
/// The intercept is not regularised. Two classes make one binary problem, whose score z stands in the model as -z/2 and z/2, so that softmax gives its sigmoid.
/// Fits are deterministic: the same input gives the same bits whatever <see cref="Parallelism"/> is. Instances hold no state of a fit and may be shared.
/// </remarks>
public sealed class LogisticRegression
{
    /// <summary>Inverse strength of the regularisation, above 0.</summary>
    public double C { get; init; } = 1;

    public MultiClass MultiClass { get; init; } = MultiClass.Multinomial;

    /// <summary>Balanced weights balance each binary problem of a one-vs-rest fit by itself, n / (2 count), as scikit-learn does.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    public bool FitIntercept { get; init; } = true;

    /// <summary>The fit stops when no element of the gradient is larger in absolute value.</summary>
    public double Tolerance { get; init; } = 1e-4;

    public int MaxIterations { get; init; } = 1000;

    public LogisticSolver Solver { get; init; } = LogisticSolver.Lbfgs;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, features].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names, in the order of the model's scores; each needs an example.</param>
    /// <param name="progress">Told after every iteration; the last report says whether the fit converged.</param>
    /// <param name="cancellationToken">Looked at several times an iteration.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public LinearModel Fit(
        FeatureMatrix x, int[] y, IReadOnlyList<string> classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, y, classes, scale: [], progress, cancellationToken);

    /// <param name="scale">[features, classes]: every class sees its features times these; empty means ones. Two classes need one output's scale, [features].</param>
    internal LinearModel Fit(
        FeatureMatrix x, int[] y, IReadOnlyList<string> classes, double[] scale, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(C);
        TrainingLabels.Require(x, y, classes);
        var outputs = classes.Count == 2 ? 1 : classes.Count;
        var binary = outputs == 1 || MultiClass == MultiClass.OneVsRest;
        var objective = new LogisticObjective(x, binary ? BinaryLoss(y, classes.Count) : MultinomialLoss(y, classes.Count), outputs, scale, FitIntercept, Parallelism);
        var point = new double[objective.Length];
        new Lbfgs(objective, SolverSettings()).Minimise(point, progress, cancellationToken);

        var coefficients = point.AsSpan(0, x.Columns * outputs).ToArray();
        if (scale.Length > 0)
        {
            TensorPrimitives.Multiply(coefficients, scale, coefficients);
        }

        var intercept = point.AsSpan(x.Columns * outputs, outputs).ToArray();
        return outputs == 1
            ? TwoClassModel.Of(classes, coefficients, intercept[0], share: 0.5)
            : new LinearModel(classes, x.Columns, coefficients, intercept, link: binary ? ProbabilityLink.OneVsRest : ProbabilityLink.Softmax);
    }

    // scikit-learn's objective is ours over C, and so the value below which SciPy's share is one of 1.
    private LbfgsSettings SolverSettings() => Solver == LogisticSolver.ScikitLearnLbfgs
        ? new LbfgsSettings(Tolerance, MaxIterations, History: 10) { StepsOfLbfgsB = true, RelativeDecrease = 1e7 * 2.220446049250313e-16, LeastValue = C }
        : new LbfgsSettings(Tolerance, MaxIterations, History: 10);

    private SoftmaxLoss MultinomialLoss(int[] y, int classes) => new(y, Array.ConvertAll(ClassWeights.Resolve(y, classes), w => w * C));

    private BinaryLosses BinaryLoss(int[] y, int classes)
    {
        int[] positives = classes == 2 ? [1] : [.. Enumerable.Range(0, classes)];
        if (!ClassWeights.IsBalanced)
        {
            var shared = Array.ConvertAll(ClassWeights.Resolve(y, classes), w => w * C);
            return new BinaryLosses(y, positives, Array.ConvertAll(positives, _ => shared));
        }

        var counts = TrainingLabels.Count(y, classes);
        return new BinaryLosses(y, positives, Array.ConvertAll(positives, positive =>
        {
            var weights = new double[classes];
            Array.Fill(weights, C * y.Length / (2.0 * (y.Length - counts[positive])));
            weights[positive] = C * y.Length / (2.0 * counts[positive]);
            return weights;
        }));
    }
}
