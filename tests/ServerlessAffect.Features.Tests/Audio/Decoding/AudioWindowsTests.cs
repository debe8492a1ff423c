using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Signal;
using ServerlessAffect.Signal.Resampling;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

public class AudioWindowsTests
{
    private const int Rate = 1_000;

    [Theory]
    [InlineData(10, 4, 2, new[] { 0.0, 2, 4, 6 })]
    [InlineData(11, 4, 2, new[] { 0.0, 2, 4, 6, 7 })]
    [InlineData(10.15, 4, 2, new[] { 0.0, 2, 4, 6 })]
    [InlineData(10.2, 4, 2, new[] { 0.0, 2, 4, 6, 6.2 })]
    [InlineData(4, 4, 2, new[] { 0.0 })]
    [InlineData(8, 4, 4, new[] { 0.0, 4 })]
    [InlineData(9, 4, 4, new[] { 0.0, 4, 5 })]
    [InlineData(9, 2, 5, new[] { 0.0, 5 })]
    [InlineData(11, 2, 5, new[] { 0.0, 5, 9 })]
    [InlineData(10, 2, 5, new[] { 0.0, 5 })]
    public async Task Windows_stand_at_every_hop_and_a_last_one_at_the_end(double seconds, double length, double hop, double[] starts)
    {
        var windows = await ReadAsync((int)Math.Round(seconds * Rate), length, hop);
        Assert.Equal(starts, windows.Select(w => w.Start));
        Assert.All(windows, w => Assert.Equal((w.Start + length, (int)(length * Rate)), (w.End, w.Samples.Length)));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(3.999)]
    public async Task A_recording_shorter_than_a_window_is_one_short_window(double seconds)
    {
        var window = Assert.Single(await ReadAsync((int)(seconds * Rate), 4, 2));
        Assert.Equal((0.0, seconds), (window.Start, window.End));
    }

    [Fact]
    public void Every_window_holds_the_samples_of_its_times()
    {
        var cases = Gen.Zip(Gen.Choose(1, 5_000), Gen.Zip(Gen.Choose(1, 800), Gen.Choose(1, 800)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(200)), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (total, (length, hop)) = c;
            var windows = ReadAsync(total, length / (double)Rate, hop / (double)Rate).GetAwaiter().GetResult();
            var last = windows[^1];
            return windows.All(w => w.Samples.Span[0] == Math.Round(w.Start * Rate) && w.Samples.Span[^1] == Math.Round(w.End * Rate) - 1)
                && last.End * Rate <= total + 1e-6 && (hop > length || (total - (last.End * Rate)) * 10 < hop || windows.Count == 1);
        }));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_length()
    {
        // 12 hours in a soak.
        var seconds = Soak.IsOn ? 12 * 3600 : 300;
        await using var mono = new MonoStream(new Ramp(seconds * 44_100L, 44_100, 2), 16_000, new ResamplingOptions { LowPassHz = 6_800 });
        var (windows, before) = (0, 0L);
        await foreach (var window in AudioWindows.ReadAsync(mono, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), CancellationToken.None))
        {
            if (++windows == 10)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            Assert.Equal(48_000, window.Samples.Length);
        }

        Assert.Equal(seconds - 2, windows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000 * windows);
    }

    private static async Task<List<AudioWindow>> ReadAsync(int samples, double length, double hop)
    {
        var windows = new List<AudioWindow>();
        await foreach (var window in AudioWindows.ReadAsync(new Ramp(samples, Rate, 1), TimeSpan.FromSeconds(length), TimeSpan.FromSeconds(hop), CancellationToken.None))
        {
            windows.Add(window with { Samples = window.Samples.ToArray() });
        }

        return windows;
    }

    /// <summary>Each sample is its own number.</summary>
    private sealed class Ramp(long frames, int sampleRate, int channels) : PcmStream
    {
        private long _next;

        public override int SampleRate => sampleRate;

        public override int Channels => channels;

        public override ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
        {
            var count = (int)Math.Min(interleaved.Length, (frames * channels) - _next);
            for (var i = 0; i < count; i++)
            {
                interleaved.Span[i] = _next++ & 0xFFFFF;
            }

            return ValueTask.FromResult(count);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
