using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Neighbors;

/// <summary>The classes of the nearest training rows, Euclidean and by brute force; scikit-learn's <c>KNeighborsClassifier</c>.</summary>
public sealed class KNeighborsClassifier
{
    /// <summary>k, from 1 to the number of training rows.</summary>
    public int Neighbors { get; init; } = 5;

    public NeighborWeights Weights { get; init; } = NeighborWeights.Uniform;

    /// <param name="x">[rows, columns]; kept and copied.</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public KNeighborsModel Fit(DenseMatrix x, int[] y, IReadOnlyList<string> classes)
    {
        TrainingLabels.Require(x, y, classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Neighbors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Neighbors, x.Rows);
        return new KNeighborsModel(x, y, classes, Neighbors, Weights);
    }
}
