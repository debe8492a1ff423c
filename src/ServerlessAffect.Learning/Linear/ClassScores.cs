using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Linear;

/// <summary>From the scores of a row to probabilities and to the chosen class.</summary>
public static class ClassScores
{
    /// <summary>Index of the largest value of every row of a [rows, classes] table; the first where values tie.</summary>
    public static int[] ArgMax(ReadOnlySpan<double> values, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        var chosen = new int[values.Length / classes];
        for (var row = 0; row < chosen.Length; row++)
        {
            chosen[row] = TensorPrimitives.IndexOfMax(values.Slice(row * classes, classes));
        }

        return chosen;
    }

    /// <summary>Replaces the scores of one row by log-probabilities.</summary>
    internal static void ToLogProbabilities(Span<double> scores, double temperature, ProbabilityLink link)
    {
        TensorPrimitives.Divide(scores, temperature, scores);
        if (link == ProbabilityLink.OneVsRest)
        {
            for (var c = 0; c < scores.Length; c++)
            {
                scores[c] = -LogOnePlusExp(-scores[c]);
            }
        }

        TensorPrimitives.Subtract(scores, LogSumExp(scores), scores);
    }

    /// <summary>ln Σ exp(s), without overflow.</summary>
    internal static double LogSumExp(ReadOnlySpan<double> scores)
    {
        var top = TensorPrimitives.Max(scores);
        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - top);
        }

        return top + Math.Log(sum);
    }

    /// <summary>ln(1 + exp(z)), without overflow.</summary>
    internal static double LogOnePlusExp(double z) => z > 0 ? z + LogOnePlus(Math.Exp(-z)) : LogOnePlus(Math.Exp(z));

    /// <summary>1 / (1 + exp(-z)).</summary>
    internal static double Sigmoid(double z)
    {
        if (z >= 0)
        {
            return 1 / (1 + Math.Exp(-z));
        }

        var e = Math.Exp(z);
        return e / (1 + e);
    }

    // ln(1 + u) for small u, where 1 + u loses digits (Kahan).
    private static double LogOnePlus(double u)
    {
        var sum = 1 + u;
        return sum == 1 ? u : Math.Log(sum) * u / (sum - 1);
    }
}
