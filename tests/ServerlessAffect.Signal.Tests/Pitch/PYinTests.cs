using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Pitch;

public sealed class PYinTests
{
    private static readonly PitchOptions Options = new() { SampleRate = 16_000, FrameLength = 1024, HopLength = 160, FMin = 70, FMax = 600 };

    [Theory]
    [InlineData(110)]
    [InlineData(256)]
    [InlineData(480)]
    public void A_voice_between_silences_is_voiced_there_alone_and_has_its_f0(double frequency)
    {
        var sound = new float[16_000];

        TestSignals.Buzz(frequency, 8000, 16_000).CopyTo(sound.AsSpan(4000));

        var (f0, voiced, probability) = Estimate(sound);

        Assert.All(Enumerable.Range(30, 40), t => Assert.True(voiced[t]));
        Assert.All(Enumerable.Range(30, 40), t => Assert.Equal(frequency, f0[t], 0.006 * frequency));
        Assert.All(Enumerable.Range(0, 20).Concat(Enumerable.Range(81, 20)), t => Assert.False(voiced[t]));
        Assert.All(Enumerable.Range(0, 20), t => Assert.True(float.IsNaN(f0[t])));
        Assert.All(probability, p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void Noise_is_unvoiced()
    {
        var (_, voiced, _) = Estimate(TestSignals.Noise(21, 16_000, 0.3));

        Assert.True(voiced.Count(v => v) < 0.1 * voiced.Length);
    }

    /// <summary>The banded search against a search of every transition, on observations made to be hard: sparse, and with bins that are far apart.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_banded_path_is_the_path_of_the_full_search(int seed)
    {
        const int Bins = 37;
        const int Reach = 4;
        const int Frames = 60;
        var noise = TestSignals.Noise(seed, Frames * Bins, 1);
        var observed = Array.ConvertAll(noise, v => v > 0.9 ? (double)v : 0);
        var voicing = new double[Frames];
        for (var t = 0; t < Frames; t++)
        {
            var frame = observed.AsSpan(t * Bins, Bins);
            var sum = frame.ToArray().Sum();
            for (var b = 0; b < Bins; b++)
            {
                frame[b] = sum > 0 ? frame[b] / sum * (t % 7 == 0 ? 1 : 0.8) : 0;
            }

            voicing[t] = Math.Min(1, frame.ToArray().Sum());
        }

        var (states, trellis) = (new int[Frames], new double[Frames * 2 * Bins]);
        for (var t = 0; t < Frames; t++)
        {
            observed.AsSpan(t * Bins, Bins).CopyTo(trellis.AsSpan(t * 2 * Bins));
        }

        new PitchDecoder(Bins, Reach).Decode(trellis, voicing, states);

        var transitions = Transitions(Bins, Reach);
        var best = FullSearch(observed, voicing, Bins, transitions);
        Assert.Equal(Score(best, observed, voicing, Bins, transitions), Score(states, observed, voicing, Bins, transitions), 1e-6);
    }

    [Fact]
    public void An_estimate_allocates_nothing_once_the_pool_is_warm()
    {
        var (pyin, sound) = (new PYin(Options), TestSignals.Buzz(200, 16_000, 16_000));
        var (f0, voiced, probability) = (new float[101], new bool[101], new float[101]);
        AllocationFree.Check(() => pyin.Estimate(sound, f0, voiced, probability));
    }

    private static (float[] F0, bool[] Voiced, float[] Probability) Estimate(float[] sound)
    {
        var frames = Options.Frames(sound.Length);
        var (f0, voiced, probability) = (new float[frames], new bool[frames], new float[frames]);
        new PYin(Options).Estimate(sound, f0, voiced, probability);
        return (f0, voiced, probability);
    }

    private static double Observation(int state, int t, double[] observed, double[] voicing, int bins)
        => Math.Log((state < bins ? observed[(t * bins) + state] : (1 - voicing[t]) / bins) + 2.2250738585072014e-308);

    private static double[,] Transitions(int bins, int reach)
    {
        var transitions = new double[2 * bins, 2 * bins];
        double Weight(int a, int b) => Math.Max(0, reach + 1 - Math.Abs(a - b)) / (reach + 1.0);
        for (var from = 0; from < 2 * bins; from++)
        {
            var sum = Enumerable.Range(0, bins).Sum(x => Weight(from % bins, x));
            for (var to = 0; to < 2 * bins; to++)
            {
                transitions[from, to] = Math.Log((Weight(from % bins, to % bins) / sum * (from / bins == to / bins ? 0.99 : 0.01)) + 2.2250738585072014e-308);
            }
        }

        return transitions;
    }

    private static double Score(int[] states, double[] observed, double[] voicing, int bins, double[,] transitions)
        => states.Select((state, t) => Observation(state, t, observed, voicing, bins) + (t == 0 ? 0 : transitions[states[t - 1], state])).Sum();

    private static int[] FullSearch(double[] observed, double[] voicing, int bins, double[,] transitions)
    {
        var frames = voicing.Length;
        var value = Enumerable.Range(0, 2 * bins).Select(s => Observation(s, 0, observed, voicing, bins)).ToArray();
        var links = new int[frames, 2 * bins];
        for (var t = 1; t < frames; t++)
        {
            var next = new double[2 * bins];
            for (var to = 0; to < 2 * bins; to++)
            {
                var best = double.NegativeInfinity;
                for (var from = 0; from < 2 * bins; from++)
                {
                    if (value[from] + transitions[from, to] is var score && score > best)
                    {
                        (best, links[t, to]) = (score, from);
                    }
                }

                next[to] = best + Observation(to, t, observed, voicing, bins);
            }

            value = next;
        }

        var states = new int[frames];
        states[^1] = Array.IndexOf(value, value.Max());
        for (var t = frames - 1; t > 0; t--)
        {
            states[t - 1] = links[t, states[t]];
        }

        return states;
    }
}
