using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Signal.Tests.Effects;

public sealed class EffectsPropertyTests
{
    [Fact]
    public void A_shift_back_undoes_a_shift()
    {
        var cases = from samples in Gen.Choose(0, 300) from offset in Gen.Choose(-1000, 1000) select (samples, offset);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(200)), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var sound = TestSignals.Noise(c.samples, c.samples, 1);
            var (there, back) = (new float[c.samples], new float[c.samples]);
            TimeShift.Apply(sound, there, c.offset);
            TimeShift.Apply(there, back, -c.offset);
            return sound.SequenceEqual(back);
        }));
    }

    /// <summary>Whatever the length and the rate: finite, as long as promised, and no louder than a phase vocoder can make it.</summary>
    [Fact]
    public void A_stretch_is_finite_and_bounded()
    {
        var cases = from samples in Gen.Choose(0, 4000) from percent in Gen.Choose(5, 1000) select (samples, Rate: percent / 100.0);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(60)), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var stretch = new TimeStretch(c.Rate, nFft: 256);
            var stretched = new float[stretch.Length(c.samples)];
            stretch.Apply(TestSignals.Noise(c.samples, c.samples, 0.5), stretched);
            return stretched.All(x => Math.Abs(x) < 20);
        }));
    }
}
