using System.Globalization;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Functionals;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>What the columns of the sets of recordings are called.</summary>
internal static class AudioColumns
{
    private static readonly string[] Chroma = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    /// <summary>The array of the set that holds the values.</summary>
    public static string ArrayOf(string set) => set switch
    {
        AudioFeatureSets.Vlog => "vlog_vector",
        AudioFeatureSets.Seed => "seed_vector",
        _ => set,
    };

    /// <param name="set">One of <see cref="FeatureSets"/>.</param>
    /// <param name="count">How many there are.</param>
    public static IReadOnlyList<string> Of(string set, int count) => set switch
    {
        AudioFeatureSets.Vlog =>
        [
            .. Numbered("MFCC ", 1, 20), "spectral centroid (Hz)", .. Chroma.Select(c => $"chroma {c}"), .. Numbered("spectral contrast ", 1, 7),
            "zero crossing rate", "spectral bandwidth (Hz)", "spectral roll-off (Hz)", "RMS", "pitch (Hz)",
        ],
        AudioFeatureSets.Functionals => FunctionalsCatalogue.Columns,
        _ => [.. Numbered("value ", 0, count)],
    };

    private static IEnumerable<string> Numbered(string prefix, int first, int count) =>
        Enumerable.Range(first, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n}"));
}
