using System.Numerics;

namespace ServerlessAffect.Signal.Tests.Transforms;

/// <summary>The definition of the transform, and made-up values to try it on.</summary>
internal static class Spectrum
{
    public static Complex[] Of(Complex[] x)
    {
        var spectrum = new Complex[x.Length];
        for (var k = 0; k < x.Length; k++)
        {
            for (var n = 0; n < x.Length; n++)
            {
                spectrum[k] += x[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * n % x.Length) / x.Length);
            }
        }

        return spectrum;
    }

    public static T[] Values<T>(int length, int seed)
        where T : INumber<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1))];
    }

    public static Complex[] Join<T>(ReadOnlySpan<T> re, ReadOnlySpan<T> im)
        where T : INumber<T>
    {
        var values = new Complex[re.Length];
        for (var i = 0; i < re.Length; i++)
        {
            values[i] = new Complex(double.CreateChecked(re[i]), double.CreateChecked(im[i]));
        }

        return values;
    }

    public static void AssertClose(Complex[] expected, Complex[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            Assert.True((expected[k] - actual[k]).Magnitude <= tolerance, $"{k} of {expected.Length}: {actual[k]}, expected {expected[k]}.");
        }
    }
}
