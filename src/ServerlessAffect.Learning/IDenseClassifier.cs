using System.Numerics.Tensors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning;

/// <summary>A fitted classifier of dense rows, whatever learner it came from. Implementations are immutable and safe for threads.</summary>
public interface IDenseClassifier
{
    /// <summary>Names in the order of scores and probabilities.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Columns that a row has.</summary>
    int Features { get; }

    /// <summary>Scores before any temperature, [rows, classes]; the highest is the chosen class.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns.</exception>
    double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default);

    /// <summary>Natural logarithms of the probabilities, [rows, classes].</summary>
    double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default);

    /// <summary>Probabilities, [rows, classes]; every row sums to 1.</summary>
    double[] PredictProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var values = PredictLogProba(x, cancellationToken);
        TensorPrimitives.Exp(values, values);
        return values;
    }

    /// <summary>Index into <see cref="Classes"/> of the highest score of every row; the first where scores tie.</summary>
    int[] Predict(DenseMatrix x, CancellationToken cancellationToken = default) => ClassScores.ArgMax(DecisionFunction(x, cancellationToken), Classes.Count);
}
