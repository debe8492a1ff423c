using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>The width of every row's neighbourhood: β = 1 / (2σ²) for which p_j ∝ exp(-β d_j²) has a given perplexity, exp of its entropy.</summary>
internal static class PerplexitySearch
{
    private const int MaxSteps = 200;
    private const double Tolerance = 1e-13;

    /// <param name="squares">[neighbours], squared distances; overwritten with p, which sums to 1.</param>
    /// <param name="scratch">[neighbours].</param>
    /// <param name="perplexity">Below the number of neighbours.</param>
    /// <returns>β. Where more neighbours than the perplexity are at one distance, the nearest, no β is large enough; a very large one comes back and p is uniform over them.</returns>
    internal static double Search(Span<double> squares, Span<double> scratch, double perplexity)
    {
        // Only differences matter, and the nearest then weighs 1, so that the sum never vanishes.
        TensorPrimitives.Subtract(squares, TensorPrimitives.Min<double>(squares), squares);
        var target = Math.Log(perplexity);
        var mean = FixedOrder.Sum(squares) / squares.Length;
        var (beta, low, high) = (mean > 0 ? 1 / mean : 1, 0.0, double.PositiveInfinity);
        for (var step = 0; step < MaxSteps; step++)
        {
            Weigh(squares, beta, scratch);
            var sum = FixedOrder.Sum(scratch);
            var expected = FixedOrder.Dot(scratch, squares) / sum;
            var excess = Math.Log(sum) + (beta * expected) - target;
            if (Math.Abs(excess) <= Tolerance)
            {
                break;
            }

            (low, high) = excess > 0 ? (beta, high) : (low, beta);
            TensorPrimitives.Multiply(scratch, squares, scratch);
            var variance = (FixedOrder.Dot(scratch, squares) / sum) - (expected * expected);

            // Newton's step in the logarithm of β, halved brackets where it leaves them.
            var next = beta * Math.Exp(excess / (beta * beta * variance));
            beta = next > low && next < high && next < 100 * beta && next > beta / 100 ? next
                : double.IsInfinity(high) ? beta * 2
                : low == 0 ? beta / 2
                : (low + high) / 2;
            if (beta == low || beta == high || beta > 1e300)
            {
                break;
            }
        }

        Weigh(squares, beta, squares);
        TensorPrimitives.Divide(squares, FixedOrder.Sum(squares), squares);
        return beta;
    }

    private static void Weigh(ReadOnlySpan<double> squares, double beta, Span<double> weights)
    {
        // TensorPrimitives.Exp gives other last bits once the runtime has compiled it anew, and a descent makes much of a last bit.
        for (var i = 0; i < squares.Length; i++)
        {
            weights[i] = Math.Exp(-beta * squares[i]);
        }
    }
}
