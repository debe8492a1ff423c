using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class PitchCyclesTests
{
    private const int SampleRate = 22_050;
    private const int Hop = 256;

    [Theory]
    [InlineData(97.3)]
    [InlineData(181.7)]
    [InlineData(333.3)]
    public void A_steady_buzz_has_even_cycles(double f0)
    {
        var cycles = Mark(TestSignals.Buzz(f0, SampleRate, SampleRate), f0);

        Assert.InRange(cycles.Length, 0.97 * f0, 1.01 * f0);
        Assert.All(cycles, c => Assert.Equal(SampleRate / f0, c.Period, 0.05));
        Assert.All(cycles[1..], c => Assert.True(c.Continues));
        Assert.True(VoicePerturbation.Jitter(cycles) < 5e-4);
        Assert.True(VoicePerturbation.JitterDdp(cycles) < 1e-3);
        Assert.True(VoicePerturbation.Shimmer(cycles) < 0.02);
    }

    /// <summary>Pulses whose gaps alternate by 2 %, and whose heights alternate by 10 %.</summary>
    [Fact]
    public void Alternating_cycles_have_the_jitter_and_shimmer_that_they_were_made_with()
    {
        var sound = new float[SampleRate];
        var (at, index) = (200.0, 0);
        while (at < sound.Length - 200)
        {
            for (var n = (int)at - 12; n <= (int)at + 12; n++)
            {
                var distance = (n - at) / 3;
                sound[n] += (float)((index % 2 == 0 ? 0.5 : 0.45) * Math.Exp(-0.5 * distance * distance));
            }

            at += index % 2 == 0 ? 149 : 152;
            index++;
        }

        var cycles = Mark(sound, SampleRate / 150.5);

        Assert.Equal(3 / 150.5, VoicePerturbation.Jitter(cycles), 0.004);
        Assert.Equal(6 / 150.5, VoicePerturbation.JitterDdp(cycles), 0.008);
        Assert.Equal(0.05 / 0.475, VoicePerturbation.Shimmer(cycles), 0.02);
    }

    [Fact]
    public void A_gap_in_the_voicing_is_not_bridged()
    {
        var f0 = Enumerable.Repeat(200f, 87).ToArray();
        f0.AsSpan(40, 4).Fill(float.NaN);

        var cycles = Mark(TestSignals.Buzz(200, SampleRate, SampleRate), f0);

        Assert.Equal(2, cycles.Count(c => !c.Continues));
        Assert.DoesNotContain(cycles, c => c.Start > 40.5 * Hop && c.Start < 42.5 * Hop);
    }

    [Fact]
    public void Without_voice_there_are_no_cycles()
    {
        Assert.Empty(Mark(TestSignals.Buzz(200, SampleRate, SampleRate), new float[87]));
        Assert.Equal(0, VoicePerturbation.Jitter([]));
        Assert.Equal(0, VoicePerturbation.Shimmer([]));
    }

    private static PitchCycle[] Mark(float[] sound, double f0) => Mark(sound, Enumerable.Repeat((float)f0, 1 + (sound.Length / Hop)).ToArray());

    private static PitchCycle[] Mark(float[] sound, float[] f0)
    {
        var cycles = new PitchCycle[PitchCycles.MaxCycles(sound.Length, SampleRate, 400)];
        return cycles[..PitchCycles.Mark(sound, SampleRate, f0, Hop, cycles)];
    }
}
