namespace ServerlessAffect.Learning.Statistics;

/// <summary>The distribution functions behind the tests, to about 1e-13 relative (Numerical Recipes, chapter 6, by series and Lentz's continued fractions).</summary>
internal static class SpecialFunctions
{
    private const double Tiny = 1e-300;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x), x above 0.</summary>
    internal static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        x--;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i);
        }

        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>P(Z &gt; z) of the standard normal distribution.</summary>
    internal static double NormalUpperTail(double z) => z < 0 ? 1 - NormalUpperTail(-z) : 0.5 * UpperGamma(0.5, z * z / 2);

    /// <summary>P(X &gt; x) of the chi-squared distribution.</summary>
    internal static double ChiSquaredUpperTail(double x, double degrees) => x <= 0 ? 1 : UpperGamma(degrees / 2, x / 2);

    /// <summary>P(|T| &gt; |t|) of Student's distribution.</summary>
    internal static double StudentTwoSided(double t, double degrees) => RegularisedBeta(degrees / 2, 0.5, degrees / (degrees + (t * t)));

    /// <summary>P(F &gt; f) of Fisher's distribution.</summary>
    internal static double FisherUpperTail(double f, double between, double within) => RegularisedBeta(within / 2, between / 2, within / (within + (between * f)));

    /// <summary>z with P(Z &lt;= z) = p: bisection on the tail.</summary>
    internal static double NormalQuantile(double p) => p < 0.5 ? -NormalQuantile(1 - p) : Invert(z => 1 - p - NormalUpperTail(z), 0, 40);

    /// <summary>x with I_x(a, b) = p.</summary>
    internal static double BetaQuantile(double a, double b, double p) => Invert(x => RegularisedBeta(a, b, x) - p, 0, 1);

    /// <summary>I_x(a, b).</summary>
    internal static double RegularisedBeta(double a, double b, double x)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - (front * BetaFraction(b, a, 1 - x) / b);
    }

    /// <summary>Q(a, x) = Γ(a, x) / Γ(a).</summary>
    private static double UpperGamma(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            var (term, sum) = (1 / a, 1 / a);
            for (var n = 1; n < 1000 && term > sum * 1e-17; n++)
            {
                term *= x / (a + n);
                sum += term;
            }

            return 1 - (front * sum);
        }

        var b = x + 1 - a;
        var (c, d) = (1 / Tiny, 1 / b);
        var h = d;
        for (var i = 1; i < 1000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            h *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        return front * h;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var h = d;
        for (var m = 1; m < 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            h *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    // The zero of a rising function, to the last bits.
    private static double Invert(Func<double, double> rising, double low, double high)
    {
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
