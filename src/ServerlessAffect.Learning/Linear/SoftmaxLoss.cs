using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

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
        var sum = FixedOrder.Sum(scores);
        TensorPrimitives.Multiply(scores, weight / sum, scores);
        scores[truth] -= weight;
        return weight * (top - own + Math.Log(sum));
    }
}
