using ServerlessAffect.Features.Audio.Functionals.Contours;
using ServerlessAffect.Features.Audio.Functionals.Statistics;

namespace ServerlessAffect.Features.Audio.Functionals;

/// <summary>The columns of the speech functionals, in order: <c>mel3_mean</c>, <c>mfcc1_delta_p95</c>, <c>energy_voiced_sd</c>, <c>f0_slope</c>, <c>mel7_modulation4</c>.</summary>
public static class FunctionalsCatalogue
{
    internal static readonly StatisticChoice Level = new(LevelStatistics.Names, "mean", "sd", "skew", "p5", "p50", "p95");
    internal static readonly StatisticChoice Slope = new(LevelStatistics.Names, "sd", "skew", "p5", "p95");
    internal static readonly StatisticChoice Unvoiced = new(LevelStatistics.Names, "mean", "sd", "p50");
    internal static readonly StatisticChoice Voice = new(LevelStatistics.Names, [.. LevelStatistics.Names]);

    /// <summary>Names of what is measured on voiced frames or cycles only, after F0.</summary>
    internal static readonly string[] VoiceNames = ["jitter", "shimmer", "h1h2", "h1a3", "h1a1", "peak1", "peak2", "peak3", "peaklevel1", "peaklevel2", "peaklevel3"];

    private static readonly string[] TimingNames =
        ["voiced_rate", "voiced_mean", "voiced_sd", "voiced_longest", "pause_rate", "pause_mean", "pause_sd", "duration", "voiced_share", "loud_rate", "loud_mean", "loud_sd"];

    /// <summary>Name of every column.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. ContourLayout.Names.SelectMany(contour => (string[])
        [
            .. Named(contour, Level.Names),
            .. Named(contour, ShapeStatistics.Names),
            .. Named(contour + "_delta", Slope.Names),
            .. Named(contour + "_voiced", Level.Names),
            .. Named(contour + "_unvoiced", Unvoiced.Names),
        ]),
        .. Named("f0", Voice.Names),
        .. Named("f0", ShapeStatistics.Names),
        .. VoiceNames.SelectMany(voice => Named(voice, Voice.Names)),
        .. Named("timing", TimingNames),
        .. Enumerable.Range(1, SpectralContours.Mels).SelectMany(m => Named($"mel{m}", ModulationSpectrum.Names)),
    ];

    private static IEnumerable<string> Named(string prefix, IReadOnlyList<string> names) => names.Select(name => $"{prefix}_{name}");
}
