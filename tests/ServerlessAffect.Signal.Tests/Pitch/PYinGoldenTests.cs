using ServerlessAffect.Signal.Pitch;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class PYinGoldenTests
{
    [SkippableFact]
    public void F0_voicing_and_its_probability_are_librosas_on_every_golden_clip()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All())
        {
            if (clip.Find("pyin_f0")?.Values is { } expected)
            {
                var (expectedVoiced, expectedProbability) = (clip.Find("pyin_voiced")!.Values, clip.Find("pyin_prob")!.Values);
                var (f0, voiced, probability) = (new float[expected.Length], new bool[expected.Length], new float[expected.Length]);

                new PYin(new PitchOptions()).Estimate(clip.Samples, f0, voiced, probability);

                var frames = Enumerable.Range(0, f0.Length).ToArray();
                var same = frames.Count(t => voiced[t] == (expectedVoiced[t] != 0));
                Assert.True(same >= 0.97 * f0.Length, $"{clip}: {same} of {f0.Length} flags are equal.");
                Assert.All(frames, t => Assert.True(Math.Abs(probability[t] - expectedProbability[t]) <= 0.05, $"{clip}, frame {t}: {probability[t]}, not {expectedProbability[t]}."));
                Assert.All(
                    frames.Where(t => voiced[t] && expectedVoiced[t] != 0),
                    t => Assert.True(Math.Abs(f0[t] - expected[t]) <= 0.01 * expected[t], $"{clip}, frame {t}: {f0[t]} Hz, not {expected[t]}."));
                Assert.All(frames, t => Assert.Equal(voiced[t], !float.IsNaN(f0[t])));
                compared++;
            }
        }

        Assert.True(compared > 0);
    }
}
