using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>NB-SVM (Wang and Manning 2012): a linear classifier, one class against the rest, over features multiplied by the class's naive Bayes log-count ratios.</summary>
/// <remarks>
/// r_cj = ln((alpha + N_cj) / Σ_j(alpha + N_cj)) - ln((alpha + N_rj) / Σ_j(alpha + N_rj)), N_r being the sums of the other classes. The fitted model holds r ∘ w, that is
/// plain coefficients over the features as they were.
/// </remarks>
public sealed class NbSvm
{
    /// <summary>Added to every count, above 0.</summary>
    public double Alpha { get; init; } = 1;

    public NbLoss Loss { get; init; } = NbLoss.SquaredHinge;

    /// <summary>Cost of an error, above 0.</summary>
    public double C { get; init; } = 1;

    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    public double Tolerance { get; init; } = 1e-4;

    public int MaxIterations { get; init; } = 1000;

    /// <summary>Seed of the order of the rows; the logistic loss does not use it.</summary>
    public int RandomState { get; init; }

    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, features], none negative.</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names, in the order of the model's scores; each needs an example.</param>
    /// <param name="progress">As the underlying learner reports.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public LinearModel Fit(
        FeatureMatrix x, int[] y, IReadOnlyList<string> classes, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var ratios = LogCountRatios(ClassTotals.Of(x, y, classes, Alpha, cancellationToken), classes.Count);
        return Loss switch
        {
            NbLoss.SquaredHinge => new LinearSvc
            {
                C = C,
                ClassWeights = ClassWeights,
                Tolerance = Tolerance,
                MaxIterations = MaxIterations,
                RandomState = RandomState,
                Parallelism = Parallelism,
            }.Fit(x, y, classes, ratios, progress, cancellationToken),
            _ => new LogisticRegression
            {
                C = C,
                MultiClass = MultiClass.OneVsRest,
                ClassWeights = ClassWeights,
                Tolerance = Tolerance,
                MaxIterations = MaxIterations,
                Parallelism = Parallelism,
            }.Fit(x, y, classes, ratios, progress, cancellationToken),
        };
    }

    // [features, outputs]: two classes make one problem, the second class against the first.
    private double[] LogCountRatios(ClassTotals totals, int classes)
    {
        var outputs = classes == 2 ? 1 : classes;
        var features = totals.Features.Length / classes;
        var ratios = new double[features * outputs];
        var (ownSums, restSums) = (new double[outputs], new double[outputs]);
        for (var j = 0; j < features; j++)
        {
            var counts = totals.Features.AsSpan(j * classes, classes);
            var all = 0.0;
            foreach (var value in counts)
            {
                all += value;
            }

            for (var o = 0; o < outputs; o++)
            {
                var own = counts[outputs == 1 ? 1 : o];
                ratios[(j * outputs) + o] = Math.Log(Alpha + own) - Math.Log(Alpha + all - own);
                ownSums[o] += Alpha + own;
                restSums[o] += Alpha + all - own;
            }
        }

        for (var at = 0; at < ratios.Length; at++)
        {
            ratios[at] -= Math.Log(ownSums[at % outputs]) - Math.Log(restSums[at % outputs]);
        }

        return ratios;
    }
}
