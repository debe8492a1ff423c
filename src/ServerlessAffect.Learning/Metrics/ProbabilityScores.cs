namespace ServerlessAffect.Learning.Metrics;

/// <summary>Measures of class probabilities, [rows, classes] row after row.</summary>
public static class ProbabilityScores
{
    /// <summary>What a probability is raised to before its logarithm: double precision's epsilon, as in scikit-learn.</summary>
    public const double Clip = 2.220446049250313e-16;

    /// <summary>Mean of -ln p(truth), in nats; probabilities are clipped to [<see cref="Clip"/>, 1 - Clip] and then scaled to sum to 1.</summary>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes)
    {
        RequireShape(probabilities, truth, classes);
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            var (total, own) = (0.0, 0.0);
            for (var c = 0; c < classes; c++)
            {
                var p = Math.Clamp(probabilities[(i * classes) + c], Clip, 1 - Clip);
                total += p;
                own = c == truth[i] ? p : own;
            }

            sum -= Math.Log(own / total);
        }

        return sum / truth.Length;
    }

    /// <summary>Mean over rows of Σ_c (p_c - [c is the truth])²; from 0 to 2.</summary>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes)
    {
        RequireShape(probabilities, truth, classes);
        var sum = 0.0;
        for (var at = 0; at < probabilities.Length; at++)
        {
            var off = probabilities[at] - (at % classes == truth[at / classes] ? 1 : 0);
            sum += off * off;
        }

        return sum / truth.Length;
    }

    /// <summary>Share of rows whose truth is among the <paramref name="k"/> most probable classes; of equal ones, later classes come first, as in scikit-learn.</summary>
    public static double TopKAccuracy(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes, int k)
    {
        RequireShape(probabilities, truth, classes);
        var hits = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var row = probabilities.Slice(i * classes, classes);
            var own = row[truth[i]];
            var before = 0;
            for (var c = 0; c < classes; c++)
            {
                before += row[c] > own || (row[c] == own && c > truth[i]) ? 1 : 0;
            }

            hits += before < k ? 1 : 0;
        }

        return (double)hits / truth.Length;
    }

    internal static void RequireShape(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes)
    {
        if (probabilities.Length != (long)truth.Length * classes)
        {
            throw new ArgumentException($"Expected {truth.Length} x {classes} values; got {probabilities.Length}.", nameof(probabilities));
        }

        foreach (var label in truth)
        {
            if ((uint)label >= (uint)classes)
            {
                throw new ArgumentException($"Expected class indices from 0 to {classes - 1}; got {label}.", nameof(truth));
            }
        }
    }
}
