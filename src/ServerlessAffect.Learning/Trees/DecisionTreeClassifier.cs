using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Trees;

/// <summary>A classification tree grown by Gini impurity with exact splits, scikit-learn's <c>DecisionTreeClassifier</c>; of equally good splits the one with the lowest column and threshold wins.</summary>
/// <remarks>scikit-learn draws the order of columns at random, so that trees agree with its own as far as no two splits tie.</remarks>
public sealed class DecisionTreeClassifier
{
    // Values closer than this are one value, as for scikit-learn.
    private const double Near = 1e-7;

    /// <summary>Splits from the root to a leaf at most, above 0; null for no limit.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Rows that a leaf has at least.</summary>
    public int MinSamplesLeaf { get; init; } = 1;

    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <param name="cancellationToken">Looked at for every node.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public DecisionTree Fit(DenseMatrix x, int[] y, IReadOnlyList<string> classes, CancellationToken cancellationToken = default)
    {
        TrainingLabels.Require(x, y, classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxDepth ?? 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MinSamplesLeaf);
        var nodes = new List<DecisionNode>();
        Grow(x, y, classes.Count, [.. Enumerable.Range(0, y.Length)], 0, nodes, cancellationToken);
        return new DecisionTree(classes, x.Columns, nodes);
    }

    // Adds a node and all below it; returns its number.
    private int Grow(DenseMatrix x, int[] y, int classes, int[] rows, int depth, List<DecisionNode> nodes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var counts = new double[classes];
        foreach (var row in rows)
        {
            counts[y[row]]++;
        }

        var number = nodes.Count;
        nodes.Add(new DecisionNode(-1, 0, -1, -1, Array.ConvertAll(counts, c => c / rows.Length)));
        if (depth == MaxDepth || counts.Max() == rows.Length || BestSplit(x, y, rows, counts) is not { } split)
        {
            return number;
        }

        var left = Grow(x, y, classes, Array.FindAll(rows, r => x[r, split.Feature] <= split.Threshold), depth + 1, nodes, cancellationToken);
        var right = Grow(x, y, classes, Array.FindAll(rows, r => x[r, split.Feature] > split.Threshold), depth + 1, nodes, cancellationToken);
        nodes[number] = nodes[number] with { Feature = split.Feature, Threshold = split.Threshold, Left = left, Right = right };
        return number;
    }

    // The split with the least impurity below it: the most of Σ_side Σ_class count² / rows of the side.
    private (int Feature, double Threshold)? BestSplit(DenseMatrix x, int[] y, int[] rows, double[] counts)
    {
        (int Feature, double Threshold)? best = null;
        var purest = double.NegativeInfinity;
        var (values, labels, left) = (new double[rows.Length], new int[rows.Length], new double[counts.Length]);
        for (var j = 0; j < x.Columns; j++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                (values[i], labels[i]) = (x[rows[i], j], y[rows[i]]);
            }

            Array.Sort(values, labels);
            Array.Clear(left);
            for (var i = 1; i < rows.Length; i++)
            {
                left[labels[i - 1]]++;
                if (i < MinSamplesLeaf || rows.Length - i < MinSamplesLeaf || values[i] - values[i - 1] <= Near)
                {
                    continue;
                }

                var purity = 0.0;
                for (var c = 0; c < left.Length; c++)
                {
                    var right = counts[c] - left[c];
                    purity += (left[c] * left[c] / i) + (right * right / (rows.Length - i));
                }

                if (purity > purest)
                {
                    (purest, best) = (purity, (j, (values[i - 1] + values[i]) / 2));
                }
            }
        }

        return best;
    }
}
