using System.Runtime.CompilerServices;
using ServerlessAffect.Signal;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>A recording of any length as windows of one length, of which memory holds one and a hop.</summary>
public static class AudioWindows
{
    /// <summary>Longest window and hop: what must fit in memory.</summary>
    public static readonly TimeSpan MaxLength = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Windows at 0, hop, 2 hop, …. Where the last of them leaves at least a tenth of a hop uncovered, one more ends with the recording, of full length by
    /// beginning earlier; a recording shorter than a window is one window, as short as it is.
    /// </summary>
    /// <param name="mono">One channel; not taken over.</param>
    /// <param name="length">Up to <see cref="MaxLength"/>, rounded to samples.</param>
    /// <param name="hop">From window to window, likewise; may be longer than a window.</param>
    public static async IAsyncEnumerable<AudioWindow> ReadAsync(
        PcmStream mono, TimeSpan length, TimeSpan hop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mono);
        ArgumentOutOfRangeException.ThrowIfNotEqual(mono.Channels, 1, nameof(mono));
        var (size, step) = (Samples(length, mono.SampleRate), Samples(hop, mono.SampleRate));

        // The window before stands in front, so that the last one can reach back into it.
        var samples = new float[size + step];
        var filled = await FillAsync(mono, samples.AsMemory(0, size), cancellationToken).ConfigureAwait(false);
        if (filled == 0)
        {
            yield break;
        }

        yield return Window(0, filled);
        for (long start = step; filled == size; start += step)
        {
            var fresh = await FillAsync(mono, samples.AsMemory(size), cancellationToken).ConfigureAwait(false);
            if (fresh < step)
            {
                // Of what is new, a hop longer than a window leaves some between the windows.
                if (10L * Math.Min(fresh, size + fresh - step) >= Math.Min(step, size))
                {
                    samples.AsSpan(fresh, size).CopyTo(samples);
                    yield return Window(start - step + fresh, size);
                }

                break;
            }

            samples.AsSpan(step, size).CopyTo(samples);
            yield return Window(start, size);
        }

        AudioWindow Window(long start, int count) =>
            new((double)start / mono.SampleRate, (double)(start + count) / mono.SampleRate, samples.AsMemory(0, count));
    }

    private static async ValueTask<int> FillAsync(PcmStream mono, Memory<float> samples, CancellationToken cancellationToken)
    {
        var filled = 0;
        for (int read; filled < samples.Length; filled += read)
        {
            read = await mono.ReadAsync(samples[filled..], cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }
        }

        return filled;
    }

    private static int Samples(TimeSpan time, int sampleRate, [CallerArgumentExpression(nameof(time))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, MaxLength, name);
        var samples = (int)Math.Round(time.TotalSeconds * sampleRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1, name);
        return samples;
    }
}
