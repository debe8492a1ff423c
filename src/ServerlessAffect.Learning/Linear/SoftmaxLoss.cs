using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Linear;

/// <summary>-w_i ln softmax(s)[y_i].</summary>
/// <param name="y">[rows], class indices.</param>
/// <param name="classWeights">[classes], C included.</param>
internal sealed class SoftmaxLoss(int[] y, double[] classWeights) : IRowLoss
{
    public double ToResidual(int row, Span<double> scores)
    {
        var truth = y[row];
        var weight = classWeights[truth];
        var own = scores[truth];
        var top = TensorPrimitives.Max<double>(scores);
        TensorPrimitives.Subtract(scores, top, scores);
        TensorPrimitives.Exp(scores, scores);
        var sum = TensorPrimitives.Sum<double>(scores);
        TensorPrimitives.Multiply(scores, weight / sum, scores);
        scores[truth] -= weight;
        return weight * (top - own + Math.Log(sum));
    }
}
