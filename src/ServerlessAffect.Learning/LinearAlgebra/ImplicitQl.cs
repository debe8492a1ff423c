namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>The eigenvalues of a symmetric tridiagonal matrix by QL steps with implicit shifts (EISPACK's <c>imtql2</c>).</summary>
internal static class ImplicitQl
{
    private const int MaxSteps = 60;
    private const double Epsilon = 1.1102230246251565e-16;

    /// <param name="d">[n] the diagonal; becomes the eigenvalues, in no order.</param>
    /// <param name="e">[n] what stands beside the diagonal, the last 0; destroyed.</param>
    /// <param name="sweeps">Gets the rotations, for the rows of the transposed basis; null where no vectors are wanted.</param>
    /// <param name="cancellationToken">Looked at every step.</param>
    internal static void Solve(double[] d, double[] e, RotationSweeps? sweeps, CancellationToken cancellationToken)
    {
        for (var low = 0; low < d.Length; low++)
        {
            for (var step = 0; ; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var high = SplitAfter(d, e, low);
                if (high == low)
                {
                    break;
                }

                if (step == MaxSteps)
                {
                    throw new ArgumentException($"Expected a matrix of finite values; eigenvalue {low} of {d.Length} did not settle in {MaxSteps} steps.", nameof(d));
                }

                sweeps?.Begin();
                Step(d, e, low, high, sweeps);
            }
        }

        sweeps?.Apply();
    }

    private static int SplitAfter(double[] d, double[] e, int low)
    {
        var high = low;
        while (high < d.Length - 1 && !(Math.Abs(e[high]) <= Epsilon * (Math.Abs(d[high]) + Math.Abs(d[high + 1]))))
        {
            high++;
        }

        return high;
    }

    private static void Step(double[] d, double[] e, int low, int high, RotationSweeps? sweeps)
    {
        // The shift: the eigenvalue of the upper two by two that is nearer to d[low].
        var g = (d[low + 1] - d[low]) / (2 * e[low]);
        var r = Hypotenuse(g, 1);
        g = d[high] - d[low] + (e[low] / (g + Math.CopySign(r, g)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = high - 1; i >= low; i--)
        {
            var f = s * e[i];
            var b = c * e[i];
            r = Hypotenuse(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[high] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            sweeps?.Add(i, c, s);
        }

        d[low] -= p;
        e[low] = g;
        e[high] = 0;
    }

    // The matrix is scaled: nothing overflows but a ratio of the shift, where the larger stands for both.
    private static double Hypotenuse(double x, double y)
    {
        var sum = (x * x) + (y * y);
        return double.IsInfinity(sum) || sum < 1e-280 ? double.Hypot(x, y) : Math.Sqrt(sum);
    }
}
