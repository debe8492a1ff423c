namespace ServerlessAffect.Learning.Manifold;

/// <summary>How much every row counts its neighbours in: 1 for the nearest, then falling with the distance, in all log₂ of a given number.</summary>
internal static class FuzzyNeighbors
{
    private const int MaxSteps = 64;
    private const double Tolerance = 1e-5;
    private const double LeastWidth = 1e-3;

    /// <summary>Overwrites distances with exp(-max(0, d - ρ) / σ), σ such that they sum to log₂ <paramref name="size"/>.</summary>
    /// <param name="distances">[rows, k], ascending in each row.</param>
    /// <param name="k">Neighbours of a row.</param>
    /// <param name="size">Size of a neighbourhood.</param>
    /// <param name="nearestCounts">Whether ρ is the distance of the nearest row that is not at 0; 0 otherwise.</param>
    internal static void Weigh(Span<double> distances, int k, int size, bool nearestCounts)
    {
        var overall = 0.0;
        foreach (var distance in distances)
        {
            overall += distance;
        }

        overall /= distances.Length;
        var target = Math.Log2(size);
        for (var start = 0; start < distances.Length; start += k)
        {
            var row = distances.Slice(start, k);
            var apart = row.IndexOfAnyExcept(0.0);
            var rho = nearestCounts && apart >= 0 ? row[apart] : 0;
            var sigma = Math.Max(Width(row, rho, target), LeastWidth * (rho > 0 ? Mean(row) : overall));
            foreach (ref var distance in row)
            {
                distance = distance <= rho ? 1 : Math.Exp(-(distance - rho) / sigma);
            }
        }
    }

    private static double Width(ReadOnlySpan<double> distances, double rho, double target)
    {
        var (sigma, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var step = 0; step < MaxSteps; step++)
        {
            var sum = 0.0;
            foreach (var distance in distances)
            {
                sum += distance <= rho ? 1 : Math.Exp(-(distance - rho) / sigma);
            }

            if (Math.Abs(sum - target) < Tolerance)
            {
                break;
            }

            (low, high) = sum > target ? (low, sigma) : (sigma, high);
            sigma = double.IsInfinity(high) ? sigma * 2 : (low + high) / 2;
        }

        return sigma;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
