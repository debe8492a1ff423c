namespace ServerlessAffect.Learning.Manifold;

/// <summary>1 / (1 + a d^(2b)): how much two points of an embedding at distance d belong together.</summary>
internal readonly record struct UmapCurve(double A, double B)
{
    private const int Samples = 300;
    private const int MaxSteps = 200;

    /// <summary>The curve nearest, in squares, to one that is 1 up to <paramref name="minDistance"/> and then falls as exp(-(d - minDistance) / spread), over 0 to 3 spreads.</summary>
    internal static UmapCurve Fit(double minDistance, double spread)
    {
        var (curve, damping) = (new UmapCurve(1, 1), 1e-3);
        var error = curve.Measure(minDistance, spread, out var normal);
        for (var step = 0; step < MaxSteps && damping < 1e12; step++)
        {
            // Levenberg and Marquardt.
            var (aa, bb) = (normal.Aa * (1 + damping), normal.Bb * (1 + damping));
            var determinant = (aa * bb) - (normal.Ab * normal.Ab);
            var next = new UmapCurve(
                curve.A + (((bb * normal.A) - (normal.Ab * normal.B)) / determinant), curve.B + (((aa * normal.B) - (normal.Ab * normal.A)) / determinant));
            var nextError = next.A > 0 && next.B > 0 ? next.Measure(minDistance, spread, out var nextNormal) : Unusable(out nextNormal);
            if (nextError < error)
            {
                var done = error - nextError <= 1e-15 * error;
                (curve, error, normal, damping) = (next, nextError, nextNormal, damping / 10);
                if (done)
                {
                    break;
                }
            }
            else
            {
                damping *= 10;
            }
        }

        return curve;
    }

    private static double Unusable(out NormalEquations normal)
    {
        normal = default;
        return double.PositiveInfinity;
    }

    private double Measure(double minDistance, double spread, out NormalEquations normal)
    {
        var (error, sums) = (0.0, default(NormalEquations));
        for (var i = 1; i < Samples; i++)
        {
            var d = 3 * spread * i / (Samples - 1);
            var power = Math.Pow(d, 2 * B);
            var value = 1 / (1 + (A * power));
            var residual = (d < minDistance ? 1 : Math.Exp(-(d - minDistance) / spread)) - value;
            var (byA, byB) = (-power * value * value, -2 * A * power * Math.Log(d) * value * value);
            error += residual * residual;
            sums = new NormalEquations(
                sums.Aa + (byA * byA), sums.Ab + (byA * byB), sums.Bb + (byB * byB), sums.A + (byA * residual), sums.B + (byB * residual));
        }

        normal = sums;
        return error;
    }

    private readonly record struct NormalEquations(double Aa, double Ab, double Bb, double A, double B);
}
