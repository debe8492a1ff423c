using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.FeatureSelection;

/// <summary>Which columns to keep, as ascending indices for <see cref="DenseMatrix.TakeColumns"/>. Choose on training rows only.</summary>
public static class ColumnChoice
{
    /// <summary>The <paramref name="count"/> columns with the highest scores, the earlier of equal ones; NaN counts as lowest. scikit-learn's <c>SelectKBest</c>.</summary>
    /// <param name="scores">[columns].</param>
    /// <param name="count">From 1 to the number of columns.</param>
    public static int[] Best(IReadOnlyList<double> scores, int count)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, scores.Count);
        return [.. Enumerable.Range(0, scores.Count).OrderByDescending(j => double.IsNaN(scores[j]) ? double.NegativeInfinity : scores[j]).Take(count).Order()];
    }

    /// <summary>Columns whose variance is above a threshold. scikit-learn's <c>VarianceThreshold</c>.</summary>
    public static int[] Varying(DenseMatrix x, double threshold = 0)
    {
        var variance = StandardScaler.Fit(x).Variance;
        return [.. Enumerable.Range(0, variance.Length).Where(j => variance[j] > threshold)];
    }

    /// <summary>Leaves out columns that say what an earlier one says already: whose correlation with a kept column is beyond a limit either way. Constant columns are left out.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="limit">Largest absolute correlation that is kept, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at after every column.</param>
    public static int[] Uncorrelated(DenseMatrix x, double limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var scaler = StandardScaler.Fit(x);
        var columns = scaler.Transform(x).Transpose();
        var kept = new List<int>();
        for (var j = 0; j < columns.Rows; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (scaler.Variance[j] > 0 && !kept.Exists(k => Math.Abs(Core.Numerics.FixedOrder.Dot(columns.Row(k), columns.Row(j))) > limit * x.Rows))
            {
                kept.Add(j);
            }
        }

        return [.. kept];
    }
}
