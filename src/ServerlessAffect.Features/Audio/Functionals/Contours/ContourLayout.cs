namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>Where each low-level descriptor stands in a <see cref="ContourTable"/>, and its name.</summary>
internal static class ContourLayout
{
    public const int Mel = 0;
    public const int Mfcc = Mel + SpectralContours.Mels;
    public const int Energy = Mfcc + SpectralContours.Cepstra;
    public const int Loudness = Energy + 1;
    public const int Shape = Loudness + 1;
    public const int Periodicity = Shape + SpectralShape.Count;
    public const int HarmonicsToNoise = Periodicity + 1;

    /// <summary>The descriptors that every frame has; the others only where there is a voice.</summary>
    public const int EveryFrame = HarmonicsToNoise + 1;
    public const int F0 = EveryFrame;
    public const int Harmonics = F0 + 1;
    public const int Peaks = Harmonics + HarmonicContours.Count;
    public const int Count = Peaks + EnvelopePeaks.Count;

    public const float DecibelsPerNeper = 4.3429448f;

    /// <summary>[<see cref="EveryFrame"/>].</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Enumerable.Range(1, SpectralContours.Mels).Select(m => $"mel{m}"),
        .. Enumerable.Range(1, SpectralContours.Cepstra).Select(c => $"mfcc{c}"),
        "energy",
        "loudness",
        .. SpectralShape.Names,
        "periodicity",
        "hnr",
    ];
}
