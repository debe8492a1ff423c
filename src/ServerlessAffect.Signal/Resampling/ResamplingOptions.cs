namespace ServerlessAffect.Signal.Resampling;

/// <summary>How sharp the filter of a change of rate is. The defaults are those of SoX's high quality: flat to 91 % of the lower Nyquist rate, nothing folded back.</summary>
public sealed record ResamplingOptions
{
    public static readonly ResamplingOptions Default = new();

    /// <summary>The lower a low-pass, the longer its filter.</summary>
    public const double MinLowPassHz = 20;

    /// <summary>Where the pass band ends, as a share of the lower of the two Nyquist rates; 0.5 to 0.99.</summary>
    public double PassBand { get; init; } = 0.9136;

    /// <summary>Attenuation from the lower Nyquist rate on, in dB; 30 to 160.</summary>
    public double StopBandDecibels { get; init; } = 125;

    /// <summary>Everything above is taken away as well (Hz, half amplitude there, 5 % to either side for the slope); null is no such limit; from <see cref="MinLowPassHz"/>.</summary>
    public double? LowPassHz { get; init; }
}
