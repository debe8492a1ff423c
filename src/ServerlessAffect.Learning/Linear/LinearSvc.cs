namespace ServerlessAffect.Learning.Linear;

/// <summary>Linear support vector machine with the squared hinge, one class against the rest; scikit-learn's <c>LinearSVC(dual=True)</c>.</summary>
/// <remarks>
/// Minimises ½(‖w‖² + b²) + Σ C_i max(0, 1 - t_i (w · x_i + b))² for each class: the intercept is a feature that is always 1 and so is regularised, as in LIBLINEAR.
/// Positive examples weigh C times their class's weight, the rest C; with two classes both weigh their own. Scores are margins; fit a temperature before reading
/// probabilities from them. Two classes have the scores -z and z. The same seed gives the same bits whatever <see cref="Parallelism"/> is.
/// </remarks>
public sealed class LinearSvc
{
    /// <summary>Cost of an error, above 0.</summary>
    public double C { get; init; } = 1;

    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>A class's fit stops when its projected gradients of one sweep differ by no more.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Sweeps over the rows at most.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Seed of the order in which rows are visited.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most; each fits some of the classes.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, features].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names, in the order of the model's scores; each needs an example.</param>
    /// <param name="progress">Told after every sweep over the first thread's classes, and at the end about all: the last report says whether the fit converged.</param>
    /// <param name="cancellationToken">Looked at all along every sweep.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public LinearModel Fit(
        FeatureMatrix x, int[] y, IReadOnlyList<string> classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(x, y, classes, scale: [], progress, cancellationToken);

    /// <param name="scale">[features, outputs]: every class sees its features times these; empty means ones. Two classes have one output, else one a class.</param>
    internal LinearModel Fit(
        FeatureMatrix x, int[] y, IReadOnlyList<string> classes, double[] scale, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(C);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Parallelism);
        TrainingLabels.Require(x, y, classes);
        var weights = ClassWeights.Resolve(y, classes.Count);
        BinaryProblem[] problems = classes.Count == 2
            ? [new BinaryProblem(1, C * weights[1], C * weights[0])]
            : [.. weights.Select((weight, c) => new BinaryProblem(c, C * weight, C))];
        var settings = new DualDescentSettings(Tolerance, MaxIterations, RandomState);
        var groups = Math.Min(Parallelism, problems.Length);
        var solvers = new DualCoordinateDescent[groups];
        var ends = new FitProgress[groups];
        var options = new ParallelOptions { MaxDegreeOfParallelism = groups, CancellationToken = cancellationToken };
        Parallel.For(0, groups, options, g =>
        {
            var (first, end) = (g * problems.Length / groups, (g + 1) * problems.Length / groups);
            solvers[g] = new DualCoordinateDescent(x, y, problems[first..end], SquaredScale(scale, problems.Length, first, end));
            ends[g] = solvers[g].Solve(settings, g == 0 ? progress : null, cancellationToken);
        });
        progress?.Report(new FitProgress(ends.Max(e => e.Iteration), MaxIterations, ends.Max(e => e.Criterion), ends.All(e => e.Converged)));

        var coefficients = new double[x.Columns * problems.Length];
        var intercept = new double[problems.Length];
        for (var g = 0; g < groups; g++)
        {
            solvers[g].CopyTo(coefficients, intercept, g * problems.Length / groups);
        }

        return classes.Count == 2
            ? TwoClassModel.Of(classes, coefficients, intercept[0], share: 1)
            : new LinearModel(classes, x.Columns, coefficients, intercept);
    }

    private static double[] SquaredScale(double[] scale, int outputs, int first, int end)
    {
        if (scale.Length == 0)
        {
            return [];
        }

        var part = new double[scale.Length / outputs * (end - first)];
        var at = 0;
        for (var j = 0; j < scale.Length; j += outputs)
        {
            for (var o = first; o < end; o++)
            {
                part[at++] = scale[j + o] * scale[j + o];
            }
        }

        return part;
    }
}
