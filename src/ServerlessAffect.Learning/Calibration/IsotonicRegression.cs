using System.Runtime.InteropServices;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Calibration;

/// <summary>The rising step function closest to the targets in least squares (pool adjacent violators); between its knots it is interpolated, outside it is clipped.
/// scikit-learn's <c>IsotonicRegression(out_of_bounds='clip')</c>.</summary>
public sealed class IsotonicRegression
{
    private readonly double[] _x;
    private readonly double[] _y;

    private IsotonicRegression(double[] x, double[] y) => (_x, _y) = (x, y);

    /// <summary>Knots, ascending.</summary>
    public IReadOnlyList<double> XThresholds => _x;

    /// <summary>Values at the knots, never falling.</summary>
    public IReadOnlyList<double> YThresholds => _y;

    /// <param name="x">[rows], for example scores.</param>
    /// <param name="y">[rows], for example 0 and 1.</param>
    public static IsotonicRegression Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length || x.IsEmpty)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected one target for each of one or more values; got {x.Length} values and {y.Length} targets.");
        }

        var (keys, targets) = (x.ToArray(), y.ToArray());
        Array.Sort(keys, targets);
        var (xs, pools) = Pool(keys, targets);

        // A knot in the middle of a level stretch says nothing.
        var (knots, values) = (new List<double>(), new List<double>());
        for (var i = 0; i < xs.Count; i++)
        {
            if (i == 0 || i == xs.Count - 1 || pools[i] != pools[i - 1] || pools[i] != pools[i + 1])
            {
                knots.Add(xs[i]);
                values.Add(pools[i]);
            }
        }

        return new IsotonicRegression([.. knots], [.. values]);
    }

    /// <summary>The fitted value at <paramref name="x"/>.</summary>
    public double Predict(double x)
    {
        var at = Array.BinarySearch(_x, x);
        if (at >= 0)
        {
            return _y[at];
        }

        var above = ~at;
        if (above == 0 || above == _x.Length)
        {
            return _y[above == 0 ? 0 : ^1];
        }

        var share = (x - _x[above - 1]) / (_x[above] - _x[above - 1]);
        return _y[above - 1] + (share * (_y[above] - _y[above - 1]));
    }

    // Distinct x with the fitted value of each.
    private static (List<double> X, double[] Values) Pool(double[] x, double[] y)
    {
        var (xs, sums, weights, lengths) = (new List<double>(), new List<double>(), new List<double>(), new List<int>());
        for (var i = 0; i < x.Length;)
        {
            var (value, sum, count) = (x[i], 0.0, 0);
            for (; i < x.Length && x[i] == value; i++, count++)
            {
                sum += y[i];
            }

            xs.Add(value);
            sums.Add(sum);
            weights.Add(count);
            lengths.Add(1);
            while (sums.Count > 1 && sums[^2] / weights[^2] >= sums[^1] / weights[^1])
            {
                Merge(CollectionsMarshal.AsSpan(sums), CollectionsMarshal.AsSpan(weights), CollectionsMarshal.AsSpan(lengths));
                sums.RemoveAt(sums.Count - 1);
                weights.RemoveAt(weights.Count - 1);
                lengths.RemoveAt(lengths.Count - 1);
            }
        }

        return (xs, [.. sums.SelectMany((sum, p) => Enumerable.Repeat(sum / weights[p], lengths[p]))]);
    }

    private static void Merge(Span<double> sums, Span<double> weights, Span<int> lengths)
    {
        sums[^2] += sums[^1];
        weights[^2] += weights[^1];
        lengths[^2] += lengths[^1];
    }
}
