using ServerlessAffect.Signal.Trimming;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Trimming;

public sealed class SilenceGoldenTests
{
    private static readonly SilenceOptions TwentyDb = new() { TopDb = 20 };

    [SkippableFact]
    public void Trim_is_librosas_on_every_golden_clip()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All())
        {
            if (clip.Find("trim20") is { } expected)
            {
                var range = Silence.Trim(clip.Samples, TwentyDb);
                Assert.True(expected.Integers.SequenceEqual([range.Start, range.End]), $"{clip}: expected {string.Join("..", expected.Values)}, got {range}.");
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    [SkippableFact]
    public void Split_is_librosas_on_every_golden_clip()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All())
        {
            if (clip.Find("split20") is { } expected)
            {
                var ranges = new SampleRange[Silence.MaxRanges(clip.Samples.Length, TwentyDb)];
                var found = ranges[..Silence.Split(clip.Samples, ranges, TwentyDb)].SelectMany(r => new[] { r.Start, r.End });
                Assert.True(expected.Integers.SequenceEqual(found), $"{clip}: expected {string.Join(' ', expected.Values)}, got {string.Join(' ', found)}.");
                compared++;
            }
        }

        Assert.True(compared > 0);
    }
}
