using ServerlessAffect.Learning.Calibration;

namespace ServerlessAffect.Learning.Svm;

/// <summary>Probabilities of classes from one-vs-one decisions, LIBSVM's way: Platt's sigmoid for every pair, then Wu, Lin and Weng's second method (JMLR 5, 2004).</summary>
/// <remarks>Immutable and safe for threads.</remarks>
public sealed class PairwiseCoupling
{
    private const double Smallest = 1e-7;

    private readonly PlattScaling[] _sigmoids;
    private readonly int _classes;

    private PairwiseCoupling(PlattScaling[] sigmoids, int classes) => (_sigmoids, _classes) = (sigmoids, classes);

    /// <param name="decisions">[rows, pairs], of rows that the machine was not fitted on: out of inner folds, which no group straddles.</param>
    /// <param name="y">[rows], class indices; each class needs a row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="Core.Errors.AffectException">A class has no row.</exception>
    public static PairwiseCoupling Fit(ReadOnlySpan<double> decisions, ReadOnlySpan<int> y, int classes)
    {
        var pairs = PairwiseDecisions.Pairs(classes);
        if (decisions.Length != (long)y.Length * pairs)
        {
            throw new ArgumentException($"Expected {pairs} decisions for each of {y.Length} rows; got {decisions.Length}.", nameof(decisions));
        }

        var sigmoids = new PlattScaling[pairs];
        for (var (pair, i) = (0, 0); i < classes; i++)
        {
            for (var j = i + 1; j < classes; j++, pair++)
            {
                var (scores, first) = (new List<double>(), new List<bool>());
                for (var row = 0; row < y.Length; row++)
                {
                    if (y[row] == i || y[row] == j)
                    {
                        scores.Add(decisions[(row * pairs) + pair]);
                        first.Add(y[row] == i);
                    }
                }

                sigmoids[pair] = PlattScaling.Fit([.. scores], [.. first]);
            }
        }

        return new PairwiseCoupling(sigmoids, classes);
    }

    /// <summary>[rows, classes]; every row sums to 1.</summary>
    /// <param name="decisions">[rows, pairs].</param>
    public double[] PredictProba(ReadOnlySpan<double> decisions)
    {
        var probabilities = new double[decisions.Length / _sigmoids.Length * _classes];
        var (r, q, qp) = (new double[_classes * _classes], new double[_classes * _classes], new double[_classes]);
        for (var row = 0; row < probabilities.Length / _classes; row++)
        {
            for (var (pair, i) = (0, 0); i < _classes; i++)
            {
                for (var j = i + 1; j < _classes; j++, pair++)
                {
                    var p = Math.Clamp(_sigmoids[pair].Predict(decisions[(row * _sigmoids.Length) + pair]), Smallest, 1 - Smallest);
                    (r[(i * _classes) + j], r[(j * _classes) + i]) = (p, 1 - p);
                }
            }

            Couple(r, q, qp, probabilities.AsSpan(row * _classes, _classes));
        }

        return probabilities;
    }

    /// <summary>min over p of Σ_{i≠j} (r_ji p_i - r_ij p_j)² with Σ p = 1, one p after the other.</summary>
    /// <param name="r">[classes, classes], the probability of the first of two classes, given that it is one of the two.</param>
    /// <param name="q">[classes, classes], overwritten.</param>
    /// <param name="qp">[classes], overwritten.</param>
    /// <param name="p">[classes], the result.</param>
    internal static void Couple(double[] r, double[] q, double[] qp, Span<double> p)
    {
        var k = p.Length;
        p.Fill(1.0 / k);
        for (var t = 0; t < k; t++)
        {
            q[(t * k) + t] = 0;
            for (var j = 0; j < k; j++)
            {
                if (j != t)
                {
                    q[(t * k) + t] += r[(j * k) + t] * r[(j * k) + t];
                    q[(t * k) + j] = -r[(j * k) + t] * r[(t * k) + j];
                }
            }
        }

        for (var iteration = 0; iteration < Math.Max(100, k); iteration++)
        {
            var total = 0.0;
            for (var t = 0; t < k; t++)
            {
                qp[t] = 0;
                for (var j = 0; j < k; j++)
                {
                    qp[t] += q[(t * k) + j] * p[j];
                }

                total += p[t] * qp[t];
            }

            var worst = 0.0;
            for (var t = 0; t < k; t++)
            {
                worst = Math.Max(worst, Math.Abs(qp[t] - total));
            }

            if (worst < 0.005 / k)
            {
                break;
            }

            for (var t = 0; t < k; t++)
            {
                var step = (total - qp[t]) / q[(t * k) + t];
                p[t] += step;
                total = (total + (step * ((step * q[(t * k) + t]) + (2 * qp[t])))) / (1 + step) / (1 + step);
                for (var j = 0; j < k; j++)
                {
                    qp[j] = (qp[j] + (step * q[(t * k) + j])) / (1 + step);
                    p[j] /= 1 + step;
                }
            }
        }
    }
}
