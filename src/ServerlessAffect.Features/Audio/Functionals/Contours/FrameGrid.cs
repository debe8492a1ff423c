namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>Where the frames of all descriptors stand: frame t is centred on sample t x <see cref="Hop"/>.</summary>
/// <param name="SampleRate">Hz.</param>
/// <param name="FMax">No descriptor looks above this (Hz).</param>
internal sealed record FrameGrid(int SampleRate, double FMax)
{
    public const int FramesPerSecond = 100;
    private const double SpectrumSeconds = 0.025;
    private const double PitchSeconds = 0.05;

    /// <summary>10 ms.</summary>
    public int Hop { get; } = SampleRate / FramesPerSecond;

    /// <summary>25 ms: short enough for a syllable's edges.</summary>
    public int SpectrumLength { get; } = (int)Math.Round(SpectrumSeconds * SampleRate);

    public int SpectrumFft => PowerOfTwo(SpectrumLength);

    /// <summary>50 ms: three periods of the lowest voice.</summary>
    public int PitchLength { get; } = (int)Math.Round(PitchSeconds * SampleRate);

    /// <summary>Twice the frame at least, so that lags do not wrap around.</summary>
    public int PitchFft => PowerOfTwo(2 * PitchLength);

    /// <summary>How many bins of a transform lie up to <see cref="FMax"/>.</summary>
    public int BinsBelow(int nFft) => Math.Min((nFft / 2) + 1, (int)(FMax * nFft / SampleRate) + 1);

    private static int PowerOfTwo(int length) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length);
}
