using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Signal.Trimming;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Signal.Tests.Trimming;

public sealed class SilencePropertyTests
{
    [Fact]
    public void Ranges_are_in_order_apart_and_within_what_trimming_keeps()
    {
        var cases =
            from seed in Gen.Choose(1, 1_000_000)
            from bursts in Gen.Choose(0, 6)
            from samples in Gen.Choose(1, 3000)
            from frame in Gen.Choose(1, 200)
            from hop in Gen.Choose(1, 150)
            from topDb in Gen.Choose(1, 80)
            select (seed, bursts, samples, Options: new SilenceOptions { TopDb = topDb, FrameLength = frame, HopLength = hop });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(200)), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var sound = TestSignals.Noise(c.seed, c.samples, 0.001);
            for (var burst = 0; burst < c.bursts; burst++)
            {
                var start = (int)((long)c.seed * (burst + 1) * 7919 % c.samples);
                sound.AsSpan(start, Math.Min(100, c.samples - start)).Fill(0.5f);
            }

            var ranges = new SampleRange[Silence.MaxRanges(c.samples, c.Options)];
            ranges = ranges[..Silence.Split(sound, ranges, c.Options)];
            var trimmed = Silence.Trim(sound, c.Options);
            return ranges.Length > 0
                && ranges.All(r => r.Start <= r.End && r.Start >= trimmed.Start && r.End <= trimmed.End)
                && ranges.Zip(ranges.Skip(1)).All(pair => pair.First.End < pair.Second.Start || pair.Second.Length == 0)
                && trimmed == new SampleRange(ranges[0].Start, ranges[^1].End);
        }));
    }
}
