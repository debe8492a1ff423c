namespace ServerlessAffect.Learning.Metrics;

/// <summary>How often each class was taken for each, [truth, predicted], and the measures that follow from it alone; definitions as in scikit-learn.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;
    private readonly int[] _supports;
    private readonly int[] _predictions;

    private ConfusionMatrix(int classes, int[] counts)
    {
        (Classes, _counts, _supports, _predictions) = (classes, counts, new int[classes], new int[classes]);
        for (var t = 0; t < classes; t++)
        {
            for (var p = 0; p < classes; p++)
            {
                _supports[t] += this[t, p];
                _predictions[p] += this[t, p];
                Rows += this[t, p];
                Correct += t == p ? this[t, p] : 0;
            }
        }
    }

    public int Classes { get; }

    public int Rows { get; }

    public int Correct { get; }

    /// <summary>Share of rows that are right; NaN without rows.</summary>
    public double Accuracy => (double)Correct / Rows;

    /// <summary>Accuracy of always saying the most frequent true class.</summary>
    public double MajorityAccuracy => (double)_supports.Max() / Rows;

    /// <summary>Mean recall of the classes that the truth holds (UAR, balanced accuracy).</summary>
    public double UnweightedAverageRecall
    {
        get
        {
            var (sum, present) = (0.0, 0);
            for (var c = 0; c < Classes; c++)
            {
                if (_supports[c] > 0)
                {
                    sum += (double)this[c, c] / _supports[c];
                    present++;
                }
            }

            return sum / present;
        }
    }

    /// <summary>UAR on a scale where chance is 0 and perfection 1.</summary>
    public double AdjustedUnweightedAverageRecall
    {
        get
        {
            var chance = 1.0 / _supports.Count(s => s > 0);
            return (UnweightedAverageRecall - chance) / (1 - chance);
        }
    }

    /// <summary>Mean over all classes; one that neither side names counts as 0.</summary>
    public double MacroF1 => Report().Macro.FScore;

    /// <summary>Mean over the classes that the truth or the predictions name, scikit-learn's default; NaN without rows.</summary>
    public double MacroF1OfOccurring
    {
        get
        {
            var occurring = 0;
            for (var c = 0; c < Classes; c++)
            {
                occurring += _supports[c] + _predictions[c] > 0 ? 1 : 0;
            }

            return occurring == Classes ? MacroF1 : MacroF1 * Classes / occurring;
        }
    }

    public double WeightedF1 => Report().Weighted.FScore;

    /// <summary>Matthews' correlation for any number of classes (Gorodkin); 0 where either side names one class only.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            var (both, truth, predicted) = (0.0, 0.0, 0.0);
            for (var c = 0; c < Classes; c++)
            {
                both += (double)_supports[c] * _predictions[c];
                truth += (double)_supports[c] * _supports[c];
                predicted += (double)_predictions[c] * _predictions[c];
            }

            var n = (double)Rows;
            var spread = Math.Sqrt(((n * n) - truth) * ((n * n) - predicted));
            return spread == 0 ? 0 : ((n * Correct) - both) / spread;
        }
    }

    /// <summary>Rows of class <paramref name="truth"/> that were taken for <paramref name="predicted"/>.</summary>
    public int this[int truth, int predicted] => _counts[(truth * Classes) + predicted];

    /// <param name="truth">[rows], class indices.</param>
    /// <param name="predicted">[rows], class indices.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">The lengths differ or an index is outside 0 .. classes - 1.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"Expected as many predictions as labels; got {predicted.Length} and {truth.Length}.", nameof(predicted));
        }

        var counts = new int[classes * classes];
        for (var i = 0; i < truth.Length; i++)
        {
            if ((uint)truth[i] >= (uint)classes || (uint)predicted[i] >= (uint)classes)
            {
                throw new ArgumentException($"Expected class indices from 0 to {classes - 1}; row {i} has {truth[i]} and {predicted[i]}.");
            }

            counts[(truth[i] * classes) + predicted[i]]++;
        }

        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>Examples of a class in the truth.</summary>
    public int Support(int classIndex) => _supports[classIndex];

    /// <summary>Shares of every true class, [truth, predicted]; zeros for a class that the truth does not hold.</summary>
    public double[,] NormalisedByTruth()
    {
        var shares = new double[Classes, Classes];
        for (var t = 0; t < Classes; t++)
        {
            for (var p = 0; p < Classes; p++)
            {
                shares[t, p] = Share(this[t, p], _supports[t]);
            }
        }

        return shares;
    }

    /// <summary>Agreement beyond chance; NaN where chance alone agrees fully.</summary>
    public double CohenKappa(KappaWeights weights = KappaWeights.None)
    {
        var (observed, expected) = (0.0, 0.0);
        for (var t = 0; t < Classes; t++)
        {
            for (var p = 0; p < Classes; p++)
            {
                var far = Math.Abs(t - p);
                var cost = weights switch
                {
                    KappaWeights.Linear => far,
                    KappaWeights.Quadratic => (double)far * far,
                    _ => far == 0 ? 0 : 1,
                };
                observed += cost * this[t, p];
                expected += cost * _supports[t] * _predictions[p] / Rows;
            }
        }

        return 1 - (observed / expected);
    }

    /// <param name="beta">Weight of recall against precision in the F-score.</param>
    public ClassificationReport Report(double beta = 1)
    {
        var perClass = new ClassScore[Classes];
        var (macro, weighted) = (default(ClassScore), default(ClassScore));
        for (var c = 0; c < Classes; c++)
        {
            var score = Score(this[c, c], _predictions[c], _supports[c], beta);
            perClass[c] = score;
            macro = Add(macro, score, 1.0 / Classes);
            weighted = Add(weighted, score, Share(_supports[c], Rows));
        }

        return new ClassificationReport(perClass, Score(Correct, Rows, Rows, beta), macro with { Support = Rows }, weighted with { Support = Rows }, Accuracy);
    }

    private static ClassScore Score(int right, int predicted, int support, double beta)
    {
        var (precision, recall, square) = (Share(right, predicted), Share(right, support), beta * beta);
        var bottom = (square * precision) + recall;
        return new ClassScore(precision, recall, bottom == 0 ? 0 : (1 + square) * precision * recall / bottom, support);
    }

    private static ClassScore Add(ClassScore sum, ClassScore score, double share) =>
        new(sum.Precision + (share * score.Precision), sum.Recall + (share * score.Recall), sum.FScore + (share * score.FScore), 0);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
