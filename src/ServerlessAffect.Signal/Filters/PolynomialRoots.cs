using System.Numerics;

namespace ServerlessAffect.Signal.Filters;

/// <summary>All roots of a real polynomial at once, by the method of Ehrlich and Aberth (1973): Newton's steps, corrected by the other roots.</summary>
internal static class PolynomialRoots
{
    internal const int MaxDegree = 64;
    private const int MaxSteps = 60;
    private const double Converged = 1e-13;

    /// <param name="coefficients">Highest power first.</param>
    /// <param name="roots">[degree at least], written.</param>
    /// <returns>The degree, without the trailing zeros (roots at 0, which are left out) and the leading ones.</returns>
    internal static int Find(ReadOnlySpan<double> coefficients, Span<Complex> roots)
    {
        coefficients = coefficients.Trim(0.0);
        var degree = coefficients.Length - 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, MaxDegree, nameof(coefficients));
        if (degree < 1)
        {
            return 0;
        }

        roots = roots[..degree];
        Start(coefficients, roots);
        for (var step = 0; step < MaxSteps; step++)
        {
            var largest = 0.0;
            for (var i = 0; i < degree; i++)
            {
                var move = Step(coefficients, roots, i);
                roots[i] -= move;
                largest = Math.Max(largest, Math.Abs(move.Real) + Math.Abs(move.Imaginary));
            }

            if (largest < Converged)
            {
                break;
            }
        }

        return degree;
    }

    /// <summary>On a circle whose radius is the geometric mean of the roots' sizes, off the real axis so that no two guesses mirror one another.</summary>
    private static void Start(ReadOnlySpan<double> coefficients, Span<Complex> roots)
    {
        var radius = Math.Pow(Math.Abs(coefficients[^1] / coefficients[0]), 1.0 / roots.Length);
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = Complex.FromPolarCoordinates(radius, (2 * Math.PI * i / roots.Length) + 0.4);
        }
    }

    private static Complex Step(ReadOnlySpan<double> coefficients, ReadOnlySpan<Complex> roots, int index)
    {
        var at = roots[index];
        Complex value = coefficients[0];
        var slope = Complex.Zero;
        foreach (var coefficient in coefficients[1..])
        {
            slope = (slope * at) + value;
            value = (value * at) + coefficient;
        }

        if (value == Complex.Zero)
        {
            return Complex.Zero;
        }

        var repulsion = Complex.Zero;
        for (var j = 0; j < roots.Length; j++)
        {
            if (j != index && roots[j] != at)
            {
                repulsion += Inverse(at - roots[j]);
            }
        }

        // Newton's step is value / slope; the correction is 1 / (slope / value - repulsion).
        return Inverse((slope * Inverse(value)) - repulsion);
    }

    private static Complex Inverse(Complex z)
    {
        var size = (z.Real * z.Real) + (z.Imaginary * z.Imaginary);
        return size > 0 ? new Complex(z.Real / size, -z.Imaginary / size) : Complex.Zero;
    }
}
