namespace ServerlessAffect.Signal.Mel;

/// <summary>Conversions between Hz and mel.</summary>
public static class MelFrequencies
{
    private const double LinearStep = 200.0 / 3;
    private const double LogStart = 1000;
    private const double LogStartMel = LogStart / LinearStep;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    public static double FromHz(double hz, MelScale scale) => scale switch
    {
        MelScale.Htk => 2595 * Math.Log10(1 + (hz / 700)),
        _ => hz < LogStart ? hz / LinearStep : LogStartMel + (Math.Log(hz / LogStart) / LogStep),
    };

    public static double ToHz(double mel, MelScale scale) => scale switch
    {
        MelScale.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        _ => mel < LogStartMel ? mel * LinearStep : LogStart * Math.Exp(LogStep * (mel - LogStartMel)),
    };

    /// <summary>Equally spaced in mel, both ends included; librosa.mel_frequencies.</summary>
    public static double[] Spaced(int count, double fMin, double fMax, MelScale scale)
    {
        var (low, high) = (FromHz(fMin, scale), FromHz(fMax, scale));
        var hz = new double[count];
        for (var i = 0; i < count; i++)
        {
            hz[i] = ToHz(low + ((high - low) * i / Math.Max(1, count - 1)), scale);
        }

        return hz;
    }
}
