using ServerlessAffect.Learning.Kernels;

namespace ServerlessAffect.Learning.Svm;

/// <summary>A fitted one-vs-one support vector machine.</summary>
/// <remarks>
/// For probabilities there are two ways. <see cref="ToKernelModel"/> gives each class the mean of its decisions, a smooth score that is itself one kernel expansion, so that a
/// temperature fitted on held-out rows (<see cref="Calibration.TemperatureScaling"/>) and a softmax calibrate it: one number to fit, and it exports as one small graph.
/// <see cref="PairwiseCoupling"/> is LIBSVM's way: a sigmoid a pair, fitted on held-out decisions, then the probabilities that fit all pairs best. Neither may be fitted on the rows
/// that the machine was fitted on, whose margins are too large. Immutable and safe for threads.
/// </remarks>
public sealed class SvcModel
{
    private readonly DualModel _dual;

    private SvcModel(DualModel dual, DenseMatrix supportVectors, Kernel kernel, IReadOnlyList<string> classes) =>
        (_dual, SupportVectors, Kernel, Classes) = (dual, supportVectors, kernel, classes);

    public IReadOnlyList<string> Classes { get; }

    public Kernel Kernel { get; }

    /// <summary>[support, features], in the order of the training rows.</summary>
    public DenseMatrix SupportVectors { get; }

    /// <summary>Training rows that became support vectors, ascending.</summary>
    public int[] Support => _dual.Support;

    /// <summary>y_i alpha_i, [support, pairs]; 0 where the row's class is not of the pair.</summary>
    public double[] PairCoefficients => _dual.Coefficients;

    /// <summary>[pairs].</summary>
    public double[] PairIntercepts => _dual.Intercept;

    /// <summary>A result on kernel values (<see cref="Svc.FitPairs"/>) with the rows that they came from.</summary>
    public static SvcModel Of(DualModel dual, DenseMatrix x, Kernel kernel, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(dual);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(classes);
        return x.Rows == dual.TrainingRows && dual.Outputs == PairwiseDecisions.Pairs(classes.Count)
            ? new SvcModel(dual, x.TakeRows(dual.Support), kernel, classes)
            : throw new ArgumentException($"Expected {dual.TrainingRows} rows and {dual.Outputs} pairs of classes; got {x.Rows} rows and {classes.Count} classes.", nameof(x));
    }

    /// <summary>Decisions of every pair, [rows, pairs], in the order of <see cref="PairwiseDecisions"/>; scikit-learn's <c>decision_function_shape='ovo'</c>, whose sign for two
    /// classes is the opposite.</summary>
    public double[] PairDecisions(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var values = GramMatrix.Between(x, SupportVectors, Kernel, Environment.ProcessorCount, cancellationToken);
        return OfSupport().Scores(values);
    }

    /// <summary>Votes with confidences, [rows, classes]: scikit-learn's <c>decision_function_shape='ovr'</c>.</summary>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default) =>
        PairwiseDecisions.VotesWithConfidence(PairDecisions(x, cancellationToken), Classes.Count);

    /// <summary>The class that wins most pairs.</summary>
    public int[] Predict(DenseMatrix x, CancellationToken cancellationToken = default) =>
        PairwiseDecisions.Predict(PairDecisions(x, cancellationToken), Classes.Count);

    /// <summary>Every class scored by the mean of its decisions over its pairs, temperature 1. Its choice may differ from the votes where these are close.</summary>
    public KernelModel ToKernelModel()
    {
        var mixed = OfSupport().MeanOfPairs(Classes.Count);
        return new KernelModel(Classes, Kernel, SupportVectors, mixed.Coefficients, mixed.Intercept);
    }

    private DualModel OfSupport() => new(Support.Length, [.. Enumerable.Range(0, Support.Length)], PairCoefficients, PairIntercepts);
}
