namespace ServerlessAffect.Signal.Transforms;

/// <summary>The cosine transform of type II with orthonormal scaling; scipy.fft.dct(type=2, norm='ortho').</summary>
public static class Dct
{
    /// <summary>C such that y = C x: C[k, n] = s(k) cos(pi k (2n + 1) / (2 length)), s(0) = sqrt(1 / length), else sqrt(2 / length).</summary>
    /// <returns>[coefficients, length], row after row.</returns>
    public static float[] OrthonormalBasis(int coefficients, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficients, 1);
        var basis = new float[coefficients * length];
        for (var k = 0; k < coefficients; k++)
        {
            var scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / length);
            for (var n = 0; n < length; n++)
            {
                basis[(k * length) + n] = (float)(scale * Math.Cos(Math.PI * ((long)k * ((2 * n) + 1) % (4L * length)) / (2.0 * length)));
            }
        }

        return basis;
    }
}
