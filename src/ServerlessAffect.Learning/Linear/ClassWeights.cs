using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Linear;

/// <summary>How much an error on an example of each class costs; scikit-learn's <c>class_weight</c>.</summary>
public sealed class ClassWeights
{
    private readonly double[]? _weights;

    private ClassWeights(double[]? weights, bool isBalanced) => (_weights, IsBalanced) = (weights, isBalanced);

    /// <summary>1 for every class.</summary>
    public static ClassWeights None { get; } = new(null, isBalanced: false);

    /// <summary>n / (k * count of the class): every class weighs the same in sum.</summary>
    public static ClassWeights Balanced { get; } = new(null, isBalanced: true);

    internal bool IsBalanced { get; }

    /// <summary>One weight a class, none negative, not all 0.</summary>
    public static ClassWeights Of(params ReadOnlySpan<double> weights)
    {
        var copy = weights.ToArray();
        return Array.TrueForAll(copy, w => w >= 0 && double.IsFinite(w)) && Array.Exists(copy, w => w > 0)
            ? new ClassWeights(copy, isBalanced: false)
            : throw new ArgumentException("Expected finite class weights of 0 or more, one above 0 at least.", nameof(weights));
    }

    /// <summary>The weight of every class for these labels.</summary>
    /// <param name="y">Class indices, 0 .. classes - 1.</param>
    /// <param name="classes">Number of classes.</param>
    public double[] Resolve(ReadOnlySpan<int> y, int classes)
    {
        if (_weights is not null)
        {
            return _weights.Length == classes
                ? _weights
                : throw new AffectException(ErrorCodes.InvalidRecipe, $"Expected {classes} class weights, one a class; got {_weights.Length}. Name a weight for every class.");
        }

        var weights = new double[classes];
        if (!IsBalanced)
        {
            Array.Fill(weights, 1);
            return weights;
        }

        var counts = TrainingLabels.Count(y, classes);
        for (var c = 0; c < classes; c++)
        {
            weights[c] = counts[c] == 0 ? 0 : y.Length / ((double)classes * counts[c]);
        }

        return weights;
    }
}
