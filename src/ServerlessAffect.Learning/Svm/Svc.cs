using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Svm;

/// <summary>Support vector machine with a kernel and the plain hinge, LIBSVM's C-SVC and scikit-learn's <c>SVC</c>: one problem for every pair of classes, or one class against the rest.</summary>
/// <remarks>
/// The kernel's values are computed once and shared by all problems; where they do not fit in <see cref="CacheBytes"/>, each problem computes the rows it asks for and
/// keeps the latest. A search over settings and splits makes one <see cref="GramMatrix"/> and calls the methods that take it. Deterministic: the same input gives the
/// same bits whatever <see cref="Parallelism"/> is. Probabilities: see <see cref="SvcModel"/>.
/// </remarks>
public sealed class Svc
{
    /// <summary>Cost of an error, above 0; times the class's weight.</summary>
    public double C { get; init; } = 1;

    public KernelSettings Kernel { get; init; } = new(KernelKind.Rbf);

    /// <summary>Each above 0.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>A problem is solved when no pair of its rows breaks the optimality conditions by more.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Steps of a problem at most, each over two rows.</summary>
    public long MaxIterations { get; init; } = 10_000_000;

    /// <summary>Room for kernel values.</summary>
    public long CacheBytes { get; init; } = 512L << 20;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Fits every pair of classes.</summary>
    /// <param name="x">[rows, features].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <param name="progress">Told once, when all is fitted: whether every problem converged, and the most steps of any.</param>
    /// <param name="cancellationToken">Looked at every 1,000 steps.</param>
    /// <exception cref="AffectException">The rows or labels cannot be learned from.</exception>
    public SvcModel Fit(
        DenseMatrix x, int[] y, IReadOnlyList<string> classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TrainingLabels.Require(x, y, classes);
        var kernel = Kernel.Resolve(x);
        return SvcModel.Of(Solve(Rows(x, kernel, cancellationToken), y, Pairs(y, classes.Count), progress, cancellationToken), x, kernel, classes);
    }

    /// <summary>Fits every class against the rest.</summary>
    /// <inheritdoc cref="Fit"/>
    public KernelModel FitOneVsRest(
        DenseMatrix x, int[] y, IReadOnlyList<string> classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TrainingLabels.Require(x, y, classes);
        var kernel = Kernel.Resolve(x);
        return KernelModel.Of(Solve(Rows(x, kernel, cancellationToken), y, AgainstRest(y, classes.Count), progress, cancellationToken), x, kernel, classes);
    }

    /// <summary>Fits every pair of classes on kernel values: outputs are pairs, in the order of <see cref="PairwiseDecisions"/>. <see cref="Kernel"/> is not used.</summary>
    /// <param name="gram">Among the training rows.</param>
    /// <param name="y">[rows], class indices; each class below <paramref name="classes"/> needs an example.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="AffectException">The labels cannot be learned from.</exception>
    public DualModel FitPairs(GramMatrix gram, int[] y, int classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gram);
        TrainingLabels.Require(gram.Rows, y, classes);
        return Solve(new StoredKernelRows(gram), y, Pairs(y, classes), progress, cancellationToken);
    }

    /// <summary>Fits every class against the rest on kernel values: outputs are classes.</summary>
    /// <inheritdoc cref="FitPairs"/>
    public DualModel FitOneVsRest(GramMatrix gram, int[] y, int classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gram);
        TrainingLabels.Require(gram.Rows, y, classes);
        return Solve(new StoredKernelRows(gram), y, AgainstRest(y, classes), progress, cancellationToken);
    }

    private KernelRows Rows(DenseMatrix x, Kernel kernel, CancellationToken cancellationToken) => 8L * x.Rows * x.Rows <= CacheBytes
        ? new StoredKernelRows(GramMatrix.Of(x, kernel, Parallelism, cancellationToken))
        : new ComputedKernelRows(x, kernel);

    private List<SmoProblem> Pairs(int[] y, int classes)
    {
        var costs = Costs(y, classes);
        var members = new int[classes][];
        for (var c = 0; c < classes; c++)
        {
            members[c] = RowsWhere(y, label => label == c);
        }

        var problems = new List<SmoProblem>();
        for (var i = 0; i < classes; i++)
        {
            for (var j = i + 1; j < classes; j++)
            {
                problems.Add(Problem(members[i], members[j], costs[i], costs[j]));
            }
        }

        return problems;
    }

    private List<SmoProblem> AgainstRest(int[] y, int classes)
    {
        var costs = Costs(y, classes);
        var problems = new List<SmoProblem>();
        for (var c = 0; c < classes; c++)
        {
            // The rest weighs C, as for the linear machine.
            problems.Add(Problem(RowsWhere(y, label => label == c), RowsWhere(y, label => label != c), costs[c], C));
        }

        return problems;
    }

    private double[] Costs(int[] y, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(C);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Tolerance);
        var weights = ClassWeights.Resolve(y, classes);
        return Array.TrueForAll(weights, w => w > 0)
            ? Array.ConvertAll(weights, w => w * C)
            : throw new AffectException(ErrorCodes.InvalidRecipe, "Expected class weights above 0; got a weight of 0. Leave that class out instead.");
    }

    private static int[] RowsWhere(int[] y, Predicate<int> holds)
    {
        var rows = new List<int>();
        for (var i = 0; i < y.Length; i++)
        {
            if (holds(y[i]))
            {
                rows.Add(i);
            }
        }

        return [.. rows];
    }

    private static SmoProblem Problem(int[] positive, int[] negative, double positiveCost, double negativeCost)
    {
        var signs = new sbyte[positive.Length + negative.Length];
        signs.AsSpan(0, positive.Length).Fill(1);
        signs.AsSpan(positive.Length).Fill(-1);
        return new SmoProblem([.. positive, .. negative], signs, positiveCost, negativeCost);
    }

    private DualModel Solve(KernelRows kernel, int[] y, List<SmoProblem> problems, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Parallelism);
        var solutions = new SmoSolution[problems.Count];
        var threads = Math.Min(Parallelism, problems.Count);
        var settings = new SmoSettings(Tolerance, MaxIterations, CacheBytes / threads);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, problems.Count, options, p => solutions[p] = new SmoSolver(kernel, problems[p], settings).Solve(cancellationToken));
        var converged = Array.TrueForAll(solutions, s => s.Converged);
        progress?.Report(new FitProgress(
            (int)Math.Min(int.MaxValue, solutions.Max(s => s.Iterations)), (int)Math.Min(int.MaxValue, MaxIterations), converged ? Tolerance : double.PositiveInfinity, converged));
        return Collect(y.Length, problems, solutions);
    }

    private static DualModel Collect(int rows, List<SmoProblem> problems, SmoSolution[] solutions)
    {
        var outputs = problems.Count;
        var all = new double[rows * outputs];
        for (var p = 0; p < outputs; p++)
        {
            var (of, alphas) = (problems[p].Rows, solutions[p].SignedAlphas);
            for (var i = 0; i < of.Length; i++)
            {
                all[(of[i] * outputs) + p] = alphas[i];
            }
        }

        int[] support = [.. Enumerable.Range(0, rows).Where(i => all.AsSpan(i * outputs, outputs).ContainsAnyExcept(0.0))];
        var coefficients = new double[support.Length * outputs];
        for (var s = 0; s < support.Length; s++)
        {
            all.AsSpan(support[s] * outputs, outputs).CopyTo(coefficients.AsSpan(s * outputs));
        }

        return new DualModel(rows, support, coefficients, Array.ConvertAll(solutions, s => s.Intercept));
    }
}
