using ServerlessAffect.Signal.Rhythm;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Rhythm;

/// <summary>Each step from librosa's own result of the step before it: an onset from its spectrogram, a tempo and beats from its onsets.</summary>
public sealed class RhythmGoldenTests
{
    private const int Hop = 512;
    private const int Shift = 2048 / (2 * Hop);

    [SkippableFact]
    public void Onset_strength_is_librosas_on_every_golden_clip()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All())
        {
            if (clip.Find("mel128_db_1") is { } decibels)
            {
                Check(clip, "onset_strength", decibels, OnsetStrength.Mean);
                Check(clip, "onset_strength_median", decibels, OnsetStrength.Median);
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    [SkippableFact]
    public void Tempo_and_beats_are_librosas_on_every_golden_clip()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All())
        {
            foreach (var (onsets, of) in new[] { ("onset_strength", "onsetenv"), ("onset_strength_median", "y") })
            {
                if (clip.Find(onsets)?.Floats is { } envelope && clip.Find("tempo_" + of) is { } tempo)
                {
                    var bpm = new Tempo(GoldenClip.SampleRate, Hop).Estimate(envelope);
                    Assert.True(Math.Abs(tempo.Scalar - bpm) <= 1e-6 * tempo.Scalar, $"{clip}, {of}: {bpm} beats per minute, not {tempo.Scalar}.");

                    var expected = clip.Find("beats_" + of)!.Integers;
                    var beats = new int[envelope.Length];
                    var count = BeatTracker.Track(envelope, (double)GoldenClip.SampleRate / Hop, bpm, beats);
                    Assert.True(
                        count == expected.Length && expected.Zip(beats).All(pair => Math.Abs(pair.First - pair.Second) <= 1),
                        $"{clip}, {of}: beats at {string.Join(' ', beats[..count])}, not at {string.Join(' ', expected)}.");
                    compared++;
                }
            }
        }

        Assert.True(compared > 0);
    }

    private delegate void Kernel(ReadOnlySpan<float> decibels, int bands, int shift, Span<float> envelope);

    private static void Check(GoldenClip clip, string name, GoldenArray decibels, Kernel kernel)
    {
        var expected = clip.Find(name)!.Values;
        var actual = new float[expected.Length];
        kernel(decibels.Floats, decibels.Shape[0], Shift, actual);
        Assert.All(Enumerable.Range(0, actual.Length), t => Assert.True(
            Math.Abs(expected[t] - actual[t]) <= 1e-3 + (1e-3 * Math.Abs(expected[t])), $"{clip}, {name}, frame {t}: {actual[t]}, not {expected[t]}."));
    }
}
