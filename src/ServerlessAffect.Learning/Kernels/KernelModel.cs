using System.Buffers;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Kernels;

/// <summary>A fitted kernel classifier with a score for every class, Σ_s coefficient[s, c] k(x, s) + intercept[c], whose softmax over a temperature are its probabilities.</summary>
/// <remarks>Immutable and safe for threads as long as nobody writes to its arrays.</remarks>
public sealed class KernelModel : IDenseClassifier
{
    private const int BlockRows = 64;

    private readonly double[] _norms;

    /// <param name="classes">Names in the order of the scores; two at least.</param>
    /// <param name="kernel">With its numbers.</param>
    /// <param name="supportVectors">[support, features].</param>
    /// <param name="coefficients">[support, classes]. Kept, not copied.</param>
    /// <param name="intercept">[classes]. Kept, not copied.</param>
    /// <param name="temperature">What scores are divided by before the softmax; above 0, 1 where nothing was calibrated.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public KernelModel(
        IReadOnlyList<string> classes, Kernel kernel, DenseMatrix supportVectors, double[] coefficients, double[] intercept, double temperature = 1)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(supportVectors);
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(intercept);
        if (classes.Count < 2 || coefficients.Length != (long)supportVectors.Rows * classes.Count || intercept.Length != classes.Count)
        {
            throw new ArgumentException(
                $"Expected at least two classes, support x classes coefficients and one intercept a class; got {classes.Count} classes, {supportVectors.Rows} support vectors, {coefficients.Length} coefficients, {intercept.Length} intercepts.");
        }

        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a finite temperature above 0.");
        }

        (Classes, Kernel, SupportVectors, Coefficients, Intercept, Temperature) = (classes, kernel, supportVectors, coefficients, intercept, temperature);
        _norms = GramMatrix.SquaredNorms(supportVectors);
    }

    public IReadOnlyList<string> Classes { get; }

    public int Features => SupportVectors.Columns;

    public Kernel Kernel { get; }

    /// <summary>[support, features].</summary>
    public DenseMatrix SupportVectors { get; }

    /// <summary>[support, classes].</summary>
    public double[] Coefficients { get; }

    /// <summary>[classes].</summary>
    public double[] Intercept { get; }

    public double Temperature { get; }

    /// <summary>A learner's result with the rows that it was fitted on.</summary>
    /// <param name="dual">One output a class.</param>
    /// <param name="x">[training rows, features].</param>
    /// <param name="kernel">That the learner used.</param>
    /// <param name="classes">In the order of the outputs.</param>
    public static KernelModel Of(DualModel dual, DenseMatrix x, Kernel kernel, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(dual);
        ArgumentNullException.ThrowIfNull(x);
        return x.Rows == dual.TrainingRows
            ? new KernelModel(classes, kernel, x.TakeRows(dual.Support), dual.Coefficients, dual.Intercept)
            : throw new ArgumentException($"Expected the {dual.TrainingRows} rows that were fitted; got {x.Rows}.", nameof(x));
    }

    /// <summary>The same scores, other probabilities.</summary>
    public KernelModel WithTemperature(double temperature) => new(Classes, Kernel, SupportVectors, Coefficients, Intercept, temperature);

    /// <inheritdoc/>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Features)
        {
            throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
        }

        var (classes, support) = (Classes.Count, SupportVectors.Rows);
        var scores = new double[x.Rows * classes];
        RowBlocks.Run(x.Rows, BlockRows, Environment.ProcessorCount, (_, first, count) =>
        {
            var values = ArrayPool<double>.Shared.Rent(count * support);
            try
            {
                MatrixProduct.TimesTransposed(x, first, count, SupportVectors, values);
                for (var i = 0; i < count; i++)
                {
                    var row = values.AsSpan(i * support, support);
                    var to = scores.AsSpan((first + i) * classes, classes);
                    Kernel.Apply(row, FixedOrder.SumOfSquares(x.Row(first + i)), _norms);
                    Intercept.CopyTo(to);
                    for (var s = 0; s < support; s++)
                    {
                        ClassVector.AddScaled(Coefficients.AsSpan(s * classes, classes), row[s], to);
                    }
                }
            }
            finally
            {
                ArrayPool<double>.Shared.Return(values);
            }
        }, cancellationToken);
        return scores;
    }

    /// <inheritdoc/>
    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var scores = DecisionFunction(x, cancellationToken);
        for (var at = 0; at < scores.Length; at += Classes.Count)
        {
            ClassScores.ToLogProbabilities(scores.AsSpan(at, Classes.Count), Temperature, ProbabilityLink.Softmax);
        }

        return scores;
    }

    /// <summary>The same scores as one linear model, where the kernel is linear.</summary>
    /// <exception cref="InvalidOperationException">The kernel is another.</exception>
    public LinearModel ToLinear()
    {
        if (Kernel.Kind != KernelKind.Linear)
        {
            throw new InvalidOperationException($"Expected a linear kernel; this model has {Kernel.Kind}.");
        }

        var classes = Classes.Count;
        var weights = new double[Features * classes];
        for (var s = 0; s < SupportVectors.Rows; s++)
        {
            var row = SupportVectors.Row(s);
            for (var j = 0; j < row.Length; j++)
            {
                ClassVector.AddScaled(Coefficients.AsSpan(s * classes, classes), row[j], weights.AsSpan(j * classes, classes));
            }
        }

        return new LinearModel(Classes, Features, weights, (double[])Intercept.Clone(), Temperature);
    }
}
