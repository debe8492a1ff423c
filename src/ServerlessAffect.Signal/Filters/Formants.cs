using System.Numerics;

namespace ServerlessAffect.Signal.Filters;

/// <summary>Formants: the poles of a linear-prediction filter. A pole at r e^(i w) resonates at w fs / 2 pi with a bandwidth of -ln(r) fs / pi.</summary>
public static class Formants
{
    /// <summary>Poles closer than this to 0 Hz or to half the sample rate shape the slope of the spectrum and are no formants (Praat's margin).</summary>
    public const double MarginHz = 50;

    /// <summary>Poles broader than this are no resonances (Hz).</summary>
    public const double MaxBandwidth = 700;

    /// <param name="coefficients">[p + 1], of <see cref="LinearPrediction"/>; p from 0 to 64.</param>
    /// <param name="sampleRate">Hz.</param>
    /// <param name="formants">Written from its start, by rising frequency; the lowest ones where there is not room for all.</param>
    /// <returns>How many were written.</returns>
    public static int Find(ReadOnlySpan<double> coefficients, double sampleRate, Span<Formant> formants)
    {
        Span<Complex> poles = stackalloc Complex[PolynomialRoots.MaxDegree];
        poles = poles[..PolynomialRoots.Find(coefficients, poles)];
        var count = 0;
        foreach (var pole in poles)
        {
            var frequency = Math.Atan2(pole.Imaginary, pole.Real) * sampleRate / (2 * Math.PI);
            var bandwidth = -Math.Log(Complex.Abs(pole)) * sampleRate / Math.PI;
            if (frequency > MarginHz && frequency < (sampleRate / 2) - MarginHz && bandwidth > 0 && bandwidth < MaxBandwidth)
            {
                count = Insert(formants, count, new Formant(frequency, bandwidth));
            }
        }

        return count;
    }

    private static int Insert(Span<Formant> formants, int count, Formant formant)
    {
        var at = count;
        while (at > 0 && formants[at - 1].Frequency > formant.Frequency)
        {
            at--;
        }

        if (at == formants.Length)
        {
            return count;
        }

        var kept = Math.Min(count, formants.Length - 1);
        formants[at..kept].CopyTo(formants[(at + 1)..]);
        formants[at] = formant;
        return kept + 1;
    }
}
