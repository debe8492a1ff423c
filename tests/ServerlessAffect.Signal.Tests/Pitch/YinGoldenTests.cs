using ServerlessAffect.Signal.Pitch;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class YinGoldenTests
{
    /// <summary>Pulses at a constant rate: the period is ambiguous, and librosa's single and double precision differ (README of the golden audio).</summary>
    private const string Ambiguous = "impulses";

    [SkippableFact]
    public void F0_is_librosas_on_every_golden_clip()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All().Where(c => !c.Name.Contains(Ambiguous, StringComparison.Ordinal) && c.Samples.Any(s => s != 0)))
        {
            if (clip.Find("yin_f0") is { } expected)
            {
                var f0 = new float[expected.Values.Length];
                new Yin(new PitchOptions()).Estimate(clip.Samples, f0);
                var equal = expected.Values.Zip(f0).Count(pair => Math.Abs(pair.First - pair.Second) <= 1e-3 * pair.First);
                Assert.True(equal >= 0.98 * f0.Length, $"{clip}: {equal} of {f0.Length} frames are equal; expected 98 %.");
                compared++;
            }
        }

        Assert.True(compared > 0);
    }
}
