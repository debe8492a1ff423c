using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Linear;

/// <summary>A fitted linear classifier, whatever learner it came from: one score per class, (x · W + b), and a link from scores to probabilities.</summary>
/// <remarks>Immutable and safe for threads as long as nobody writes to its arrays.</remarks>
public sealed class LinearModel : IDenseClassifier
{
    private const int BlockRows = 256;

    /// <param name="classes">Names in the order of the scores; two at least.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="coefficients">[features, classes], feature-major: element (j, c) at j * classes + c. Kept, not copied.</param>
    /// <param name="intercept">[classes]. Kept, not copied.</param>
    /// <param name="temperature">What scores are divided by before the link; above 0, 1 where nothing was calibrated.</param>
    /// <param name="link">From scores to probabilities.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public LinearModel(
        IReadOnlyList<string> classes, int features, double[] coefficients, double[] intercept, double temperature = 1, ProbabilityLink link = ProbabilityLink.Softmax)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(intercept);
        if (classes.Count < 2 || coefficients.Length != (long)features * classes.Count || intercept.Length != classes.Count)
        {
            throw new ArgumentException(
                $"Expected at least two classes, features x classes coefficients and one intercept a class; got {classes.Count} classes, {features} features, {coefficients.Length} coefficients, {intercept.Length} intercepts.");
        }

        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a finite temperature above 0.");
        }

        (Classes, Features, Coefficients, Intercept, Temperature, Link) = (classes, features, coefficients, intercept, temperature, link);
    }

    public IReadOnlyList<string> Classes { get; }

    public int Features { get; }

    /// <summary>[features, classes], feature-major.</summary>
    public double[] Coefficients { get; }

    /// <summary>[classes].</summary>
    public double[] Intercept { get; }

    public double Temperature { get; }

    public ProbabilityLink Link { get; }

    public double Coefficient(int feature, int classIndex) => Coefficients[(feature * Classes.Count) + classIndex];

    /// <summary>The same scores, other probabilities.</summary>
    public LinearModel WithTemperature(double temperature) => new(Classes, Features, Coefficients, Intercept, temperature, Link);

    /// <summary>The same scores through another link; a one-vs-rest model has to become a softmax model before it can fold.</summary>
    public LinearModel WithLink(ProbabilityLink link) => new(Classes, Features, Coefficients, Intercept, Temperature, link);

    /// <summary>Scores x · W + b before the temperature, [rows, classes].</summary>
    /// <exception cref="ArgumentException">The rows have another number of features.</exception>
    public double[] DecisionFunction(FeatureMatrix x, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Features)
        {
            throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
        }

        var classes = Classes.Count;
        var scores = new double[x.Rows * classes];
        RowBlocks.Run(x.Rows, BlockRows, Environment.ProcessorCount, (_, first, count) =>
        {
            for (var row = first; row < first + count; row++)
            {
                var target = scores.AsSpan(row * classes, classes);
                Intercept.CopyTo(target);
                x.AddScores(row, Coefficients, target);
            }
        }, cancellationToken);
        return scores;
    }

    /// <summary>Probabilities, [rows, classes]; every row sums to 1.</summary>
    public double[] PredictProba(FeatureMatrix x, CancellationToken cancellationToken = default)
    {
        var values = PredictLogProba(x, cancellationToken);
        TensorPrimitives.Exp(values, values);
        return values;
    }

    /// <summary>Natural logarithms of the probabilities, [rows, classes].</summary>
    public double[] PredictLogProba(FeatureMatrix x, CancellationToken cancellationToken = default)
    {
        var scores = DecisionFunction(x, cancellationToken);
        for (var at = 0; at < scores.Length; at += Classes.Count)
        {
            ClassScores.ToLogProbabilities(scores.AsSpan(at, Classes.Count), Temperature, Link);
        }

        return scores;
    }

    /// <summary>Index into <see cref="Classes"/> of the highest score of every row; the first where scores tie.</summary>
    public int[] Predict(FeatureMatrix x, CancellationToken cancellationToken = default) =>
        ClassScores.ArgMax(DecisionFunction(x, cancellationToken), Classes.Count);

    double[] IDenseClassifier.DecisionFunction(DenseMatrix x, CancellationToken cancellationToken) => DecisionFunction(x, cancellationToken);

    double[] IDenseClassifier.PredictLogProba(DenseMatrix x, CancellationToken cancellationToken) => PredictLogProba(x, cancellationToken);
}
