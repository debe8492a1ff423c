using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Signal.Filters;
using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Signal.Tests.Effects;

/// <summary>The kernels without state of their own, whose tests look at values alone.</summary>
public sealed class AllocationTests
{
    private readonly float[] _sound = TestSignals.Buzz(200, 8000, 16_000);
    private readonly float[] _result = new float[8000];

    [Fact]
    public void Effects_and_filters_allocate_nothing_once_the_pool_is_warm()
    {
        var speed = new SpeedChange(1.1);
        var faster = new float[speed.Length(_sound.Length)];
        var taps = FirFilter.LowPass(101, 16_000, 3000);

        AllocationFree.Check(() =>
        {
            WhiteNoise.Add(_sound, _result, 0.1, seed: 1);
            WhiteNoise.AddAtRatio(_sound, _result, 10, seed: 1);
            Gain.Normalise(_sound, _result);
            TimeShift.Apply(_sound, _result, 77);
            speed.Apply(_sound, faster);
            FirFilter.Apply(_sound, taps, _result);
            PreEmphasis.Apply(_sound, _result);
        });
    }

    [Fact]
    public void Measures_of_a_voice_allocate_nothing()
    {
        var f0 = Enumerable.Repeat(200f, 51).ToArray();
        var cycles = new PitchCycle[PitchCycles.MaxCycles(_sound.Length, 16_000, 400)];
        var (lags, coefficients) = (new double[13], new double[13]);

        AllocationFree.Check(() =>
        {
            var count = PitchCycles.Mark(_sound, 16_000, f0, 160, cycles);
            VoicePerturbation.Jitter(cycles.AsSpan(0, count));
            VoicePerturbation.Shimmer(cycles.AsSpan(0, count));
            Autocorrelation.Compute(_sound.AsSpan(0, 400), lags);
            LinearPrediction.LevinsonDurbin(lags, coefficients);
        });
    }
}
