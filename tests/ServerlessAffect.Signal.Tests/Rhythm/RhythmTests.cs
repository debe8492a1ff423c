using ServerlessAffect.Signal.Rhythm;

namespace ServerlessAffect.Signal.Tests.Rhythm;

public sealed class RhythmTests
{
    private const int SampleRate = 22_050;
    private const int Hop = 512;
    private const double FramesPerSecond = (double)SampleRate / Hop;

    [Theory]
    [InlineData(30)]
    [InlineData(22)]
    [InlineData(18)]
    public void Evenly_spaced_onsets_have_their_tempo_and_are_the_beats(int framesPerBeat)
    {
        var envelope = Clicks(framesPerBeat, 10 + (30 * framesPerBeat) + 3);

        var bpm = new Tempo(SampleRate, Hop).Estimate(envelope);
        var beats = new int[envelope.Length];
        var count = BeatTracker.Track(envelope, FramesPerSecond, bpm, beats);

        Assert.Equal(60 * FramesPerSecond / framesPerBeat, bpm, 1e-9);
        Assert.InRange(count, 29, 31);
        Assert.All(beats[..count], beat => Assert.Equal(0, (beat - 10) % framesPerBeat));
    }

    [Fact]
    public void Without_onsets_there_is_neither_tempo_nor_beat()
    {
        Assert.Equal(0, new Tempo(SampleRate, Hop).Estimate(new float[200]));
        Assert.Equal(0, BeatTracker.Track(new float[200], FramesPerSecond, 0, new int[200]));
        Assert.Equal(0, BeatTracker.Track(new float[200], FramesPerSecond, 120, new int[200]));
        Assert.Equal(0, BeatTracker.Track([], FramesPerSecond, 120, []));
    }

    [Fact]
    public void A_rise_counts_and_a_fall_does_not()
    {
        const int Frames = 8;
        float[] decibels =
        [
            0, 0, 4, 4, 0, 0, 0, 0,
            0, 0, 2, 2, 0, 0, 6, 6,
            0, 0, 0, 9, 0, 0, 0, 0,
            0, 0, 6, 6, 0, 0, 0, 0,
        ];
        var (mean, median) = (new float[Frames], new float[Frames]);

        OnsetStrength.Mean(decibels, 4, 1, mean);
        OnsetStrength.Median(decibels, 4, 1, median);

        Assert.Equal([0, 0, 0, 3, 2.25f, 0, 0, 1.5f], mean);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 0], median);
    }

    [Fact]
    public void A_clip_shorter_than_the_shift_has_an_envelope_of_zeros()
    {
        var envelope = new float[] { 7, 7 };

        OnsetStrength.Mean([1, 2], 1, 2, envelope);

        Assert.Equal([0, 0], envelope);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => OnsetStrength.Mean(new float[10], 3, 2, new float[3]));
        Assert.Throws<ArgumentException>(() => BeatTracker.Track(new float[10], FramesPerSecond, 120, new int[9]));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_pool_is_warm()
    {
        var (tempo, envelope, beats, decibels) = (new Tempo(SampleRate, Hop), Clicks(20, 200), new int[200], new float[128 * 200]);
        AllocationFree.Check(() =>
        {
            OnsetStrength.Mean(decibels, 128, 2, envelope);
            OnsetStrength.Median(decibels, 128, 2, envelope);
            envelope[50] = 1;
            BeatTracker.Track(envelope, FramesPerSecond, Math.Max(1, tempo.Estimate(envelope)), beats);
        });
    }

    private static float[] Clicks(int framesPerBeat, int frames) => TestSignals.Make(frames, t => t >= 10 && (t - 10) % framesPerBeat == 0 ? 5 : 0);
}
