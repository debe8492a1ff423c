namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>The elbow of a falling curve (Satopää, Albrecht, Irwin and Raghavan 2011), without smoothing: where going on stops paying.</summary>
public static class Kneedle
{
    /// <param name="x">[points], ascending.</param>
    /// <param name="y">[points], falling fast first and slowly later.</param>
    /// <param name="sensitivity">How far the curve has to fall back behind the straight line from its start to its end, in steps of x, before an elbow counts.</param>
    /// <returns>The number of the first point that is an elbow; null where the curve has none.</returns>
    public static int? Elbow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double sensitivity = 1)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Expected as many values as points ({x.Length}); got {y.Length}.", nameof(y));
        }

        if (x.Length < 3)
        {
            return null;
        }

        // How far the curve lies below that line, both axes from 0 to 1.
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in y)
        {
            (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
        }

        var below = new double[x.Length];
        for (var i = 0; i < below.Length; i++)
        {
            below[i] = ((highest - y[i]) / (highest - lowest)) - ((x[i] - x[0]) / (x[^1] - x[0]));
        }

        var step = sensitivity / (x.Length - 1);
        int? candidate = null;
        for (var i = 1; i < below.Length; i++)
        {
            if (candidate is { } at && below[i] < below[at] - step)
            {
                return at;
            }

            var isPeak = i < below.Length - 1 && below[i] > below[i - 1] && below[i] >= below[i + 1];
            candidate = isPeak ? i : candidate;
        }

        return null;
    }
}
