using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Calibration;

/// <summary>Platt's sigmoid for the score of one class: p = 1 / (1 + exp(A f + B)); Newton's method of Lin, Lin and Weng (2007), smoothed targets.</summary>
/// <param name="A">Below 0 where higher scores mean the class.</param>
/// <param name="B">Offset.</param>
public sealed record PlattScaling(double A, double B)
{
    /// <param name="scores">[rows], of rows that the model was not fitted on.</param>
    /// <param name="isPositive">[rows].</param>
    public static PlattScaling Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        var positives = isPositive.Count(true);
        var negatives = isPositive.Length - positives;
        if (scores.Length != isPositive.Length || positives == 0 || negatives == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected one score a row and rows of both kinds; got {scores.Length} scores, {positives} positive, {negatives} negative rows.");
        }

        var (high, low) = ((positives + 1.0) / (positives + 2), 1.0 / (negatives + 2));
        var (a, b) = (0.0, Math.Log((negatives + 1.0) / (positives + 1)));
        var loss = Loss(scores, isPositive, high, low, a, b);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0);
            for (var i = 0; i < scores.Length; i++)
            {
                var p = ClassScores.Sigmoid(-((a * scores[i]) + b));
                var (off, curvature) = ((isPositive[i] ? high : low) - p, p * (1 - p));
                h11 += scores[i] * scores[i] * curvature;
                h22 += curvature;
                h21 += scores[i] * curvature;
                g1 += scores[i] * off;
                g2 += off;
            }

            if (Math.Abs(g1) < 1e-10 && Math.Abs(g2) < 1e-10)
            {
                break;
            }

            var determinant = (h11 * h22) - (h21 * h21);
            var (da, db) = (-((h22 * g1) - (h21 * g2)) / determinant, -((h11 * g2) - (h21 * g1)) / determinant);
            var slope = (g1 * da) + (g2 * db);
            var step = 1.0;
            for (; step >= 1e-10; step /= 2)
            {
                var trial = Loss(scores, isPositive, high, low, a + (step * da), b + (step * db));
                if (trial < loss + (1e-4 * step * slope))
                {
                    (a, b, loss) = (a + (step * da), b + (step * db), trial);
                    break;
                }
            }

            if (step < 1e-10)
            {
                // Nothing lower along Newton's direction: the loss is at the limit of double precision.
                break;
            }
        }

        return new PlattScaling(a, b);
    }

    /// <summary>Probability of the class at a score.</summary>
    public double Predict(double score) => ClassScores.Sigmoid(-((A * score) + B));

    private static double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive, double high, double low, double a, double b)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var z = (a * scores[i]) + b;
            sum += ((isPositive[i] ? high : low) * z) + ClassScores.LogOnePlusExp(-z);
        }

        return sum;
    }
}
