namespace ServerlessAffect.Learning.Svm;

/// <summary>From the decisions of one-vs-one problems to classes. Pairs come in the order (0,1), (0,2) … (1,2) …; a decision above 0 speaks for the pair's first class.</summary>
public static class PairwiseDecisions
{
    /// <summary>k (k - 1) / 2.</summary>
    public static int Pairs(int classes) => classes * (classes - 1) / 2;

    /// <summary>The class with the most pairs won in every row, the first of equal ones: LIBSVM's prediction.</summary>
    /// <param name="decisions">[rows, pairs].</param>
    /// <param name="classes">Number of classes, two at least.</param>
    public static int[] Predict(ReadOnlySpan<double> decisions, int classes)
    {
        var pairs = Pairs(classes);
        var predicted = new int[decisions.Length / pairs];
        Span<int> votes = stackalloc int[Math.Min(classes, 256)];
        votes = classes > votes.Length ? new int[classes] : votes;
        for (var row = 0; row < predicted.Length; row++)
        {
            votes.Clear();
            var of = decisions.Slice(row * pairs, pairs);
            for (var (pair, i) = (0, 0); i < classes; i++)
            {
                for (var j = i + 1; j < classes; j++, pair++)
                {
                    votes[of[pair] > 0 ? i : j]++;
                }
            }

            predicted[row] = votes.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max<int>(votes));
        }

        return predicted;
    }

    /// <summary>Votes of every class, ties broken by a share below ½ of its summed decisions, [rows, classes]: scikit-learn's <c>decision_function_shape='ovr'</c>.</summary>
    /// <inheritdoc cref="Predict"/>
    public static double[] VotesWithConfidence(ReadOnlySpan<double> decisions, int classes)
    {
        var pairs = Pairs(classes);
        var scores = new double[decisions.Length / pairs * classes];
        var sums = new double[classes];
        for (var row = 0; row < decisions.Length / pairs; row++)
        {
            var of = decisions.Slice(row * pairs, pairs);
            var to = scores.AsSpan(row * classes, classes);
            Array.Clear(sums);
            for (var (pair, i) = (0, 0); i < classes; i++)
            {
                for (var j = i + 1; j < classes; j++, pair++)
                {
                    sums[i] += of[pair];
                    sums[j] -= of[pair];
                    to[of[pair] < 0 ? j : i]++;
                }
            }

            for (var c = 0; c < classes; c++)
            {
                to[c] += sums[c] / (3 * (Math.Abs(sums[c]) + 1));
            }
        }

        return scores;
    }

    /// <summary>[pairs, classes] with which decisions become each class's mean decision over its pairs.</summary>
    internal static double[] MeanMixing(int classes)
    {
        var mixing = new double[Pairs(classes) * classes];
        for (var (pair, i) = (0, 0); i < classes; i++)
        {
            for (var j = i + 1; j < classes; j++, pair++)
            {
                mixing[(pair * classes) + i] = 1.0 / (classes - 1);
                mixing[(pair * classes) + j] = -1.0 / (classes - 1);
            }
        }

        return mixing;
    }
}
