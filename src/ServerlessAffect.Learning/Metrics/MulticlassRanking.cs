namespace ServerlessAffect.Learning.Metrics;

/// <summary>Areas under ROC curves and average precisions of more than two classes, from scores or probabilities [rows, classes].</summary>
/// <remarks>A class that no row or every row has gives NaN for itself and stays out of the means.</remarks>
public static class MulticlassRanking
{
    /// <summary>Area of each class against the rest.</summary>
    public static double[] AreaPerClass(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes) =>
        PerClass(scores, truth, classes, static (column, positive) => RocCurve.Of(column, positive).Area);

    /// <summary>Average precision of each class against the rest.</summary>
    public static double[] AveragePrecisionPerClass(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes) =>
        PerClass(scores, truth, classes, static (column, positive) => PrecisionRecallCurve.Of(column, positive).AveragePrecision);

    /// <summary>Unweighted mean of the areas against the rest.</summary>
    public static double OneVsRestMacro(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes) =>
        AreaPerClass(scores, truth, classes).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Mean of the areas against the rest, weighted by the class's rows.</summary>
    public static double OneVsRestWeighted(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes)
    {
        var areas = AreaPerClass(scores, truth, classes);
        var (sum, rows) = (0.0, 0);
        foreach (var label in truth)
        {
            if (double.IsFinite(areas[label]))
            {
                sum += areas[label];
                rows++;
            }
        }

        return sum / rows;
    }

    /// <summary>One area over all pairs of row and class.</summary>
    public static double OneVsRestMicro(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes)
    {
        ProbabilityScores.RequireShape(scores, truth, classes);
        var positive = new bool[scores.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            positive[(i * classes) + truth[i]] = true;
        }

        return RocCurve.Of(scores, positive).Area;
    }

    /// <summary>Mean over all pairs of classes of how well each is told from the other (Hand and Till 2001).</summary>
    public static double OneVsOneMacro(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes)
    {
        ProbabilityScores.RequireShape(scores, truth, classes);
        var (sum, pairs) = (0.0, 0);
        for (var a = 0; a < classes; a++)
        {
            for (var b = a + 1; b < classes; b++)
            {
                var mean = (PairArea(scores, truth, classes, a, b) + PairArea(scores, truth, classes, b, a)) / 2;
                if (double.IsFinite(mean))
                {
                    sum += mean;
                    pairs++;
                }
            }
        }

        return sum / pairs;
    }

    private static double PairArea(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes, int positive, int negative)
    {
        var (column, isPositive) = (new List<double>(), new List<bool>());
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] == positive || truth[i] == negative)
            {
                column.Add(scores[(i * classes) + positive]);
                isPositive.Add(truth[i] == positive);
            }
        }

        return RocCurve.Of([.. column], [.. isPositive]).Area;
    }

    private static double[] PerClass(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes, Func<double[], bool[], double> measure)
    {
        ProbabilityScores.RequireShape(scores, truth, classes);
        var (column, positive) = (new double[truth.Length], new bool[truth.Length]);
        var results = new double[classes];
        for (var c = 0; c < classes; c++)
        {
            for (var i = 0; i < truth.Length; i++)
            {
                (column[i], positive[i]) = (scores[(i * classes) + c], truth[i] == c);
            }

            results[c] = Array.IndexOf(positive, true) < 0 || Array.IndexOf(positive, false) < 0 ? double.NaN : measure(column, positive);
        }

        return results;
    }
}
