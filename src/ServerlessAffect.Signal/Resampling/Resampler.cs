using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>
/// Changes the rate of one channel, block by block, with a windowed-sinc filter of linear phase and no delay: output sample n is the band-limited input at
/// time n / to. The input is 0 before its first and after its last sample; ceil(samples x to / from) samples come out, and they do not depend on the blocks.
/// </summary>
/// <remarks>
/// librosa.resample and soxr: against soxr's VHQ this differs on speech by less than soxr's own HQ does (84 dB and more). For one stream and one caller at
/// a time. Allocates when it is made, then never.
/// </remarks>
public sealed class Resampler
{
    private const int Block = 1 << 14;

    private readonly PolyphaseFilter _filter;
    private readonly AlignedBuffer<float> _input;
    private int _filled;
    private long _first;
    private long _taken;
    private long _made;
    private bool _ended;

    /// <param name="fromRate">Hz, from 1.</param>
    /// <param name="toRate">Hz, from 1.</param>
    public Resampler(int fromRate, int toRate, ResamplingOptions? options = null)
        : this(PolyphaseFilter.For(Positive(fromRate), Positive(toRate), Checked(options ?? ResamplingOptions.Default)))
    {
    }

    internal Resampler(PolyphaseFilter filter)
    {
        _filter = filter;

        // Zeros before the first sample.
        _filled = filter.Reach;
        _first = -filter.Reach;
        _input = new AlignedBuffer<float>(Block + (4 * filter.Taps));
    }

    /// <summary>Where the next samples go; not empty as long as everything that can be made is taken with <see cref="Read"/> in between.</summary>
    public Span<float> Room
    {
        get
        {
            Compact();
            return _input.Span[_filled..^(2 * _filter.Taps)];
        }
    }

    /// <summary>All of a signal at once.</summary>
    /// <returns>[ceil(samples x toRate / fromRate)].</returns>
    public static float[] Resample(ReadOnlySpan<float> samples, int fromRate, int toRate, ResamplingOptions? options = null)
    {
        var resampler = new Resampler(fromRate, toRate, options);
        return resampler.ResampleAll(samples);
    }

    /// <summary>The first <paramref name="count"/> samples of <see cref="Room"/> have been written.</summary>
    public void Append(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _input.Length - (2 * _filter.Taps) - _filled);
        ObjectDisposedException.ThrowIf(_ended, this);
        _filled += count;
        _taken += count;
    }

    /// <summary>No more samples come; what is left can be read.</summary>
    public void End()
    {
        if (!_ended)
        {
            Compact();
            _input.Span[_filled..].Clear();
            _filled += _filter.Reach;
            _ended = true;
        }
    }

    /// <summary>Output samples made of what has been appended so far.</summary>
    /// <returns>How many were written; fewer than there is room for where more input is needed, or at the end.</returns>
    public int Read(Span<float> samples)
    {
        var count = (int)Math.Min(samples.Length, Available());
        if (_filter.IsExact)
        {
            MakeExact(samples[..count]);
        }
        else
        {
            MakeInterpolated(samples[..count]);
        }

        _made += count;
        return count;
    }

    internal float[] ResampleAll(ReadOnlySpan<float> samples)
    {
        var all = new float[Ceiling(samples.Length * (long)_filter.Up, _filter.Down)];
        var made = 0;
        while (samples.Length > 0)
        {
            var now = Math.Min(samples.Length, Room.Length);
            samples[..now].CopyTo(Room);
            Append(now);
            samples = samples[now..];
            made += Read(all.AsSpan(made));
        }

        End();
        made += Read(all.AsSpan(made));
        return made == all.Length ? all : throw new InvalidOperationException($"{made} samples were made, {all.Length} belong.");
    }

    /// <summary>Phase after phase, since outputs of one phase share its taps.</summary>
    private void MakeExact(Span<float> samples)
    {
        var (up, down) = (_filter.Up, _filter.Down);
        ReadOnlySpan<float> input = _input.Span;
        for (var first = 0; first < Math.Min(up, samples.Length); first++)
        {
            var tick = (_made + first) * down;
            var taps = _filter.Phase((int)(tick % up));
            var at = (int)(tick / up - _filter.Reach - _first);
            var n = first;
            for (; n + (3 * (long)up) < samples.Length; n += 4 * up, at += 4 * down)
            {
                var four = FirKernel.Four(taps, input[at..], down);
                (samples[n], samples[n + up], samples[n + (2 * up)], samples[n + (3 * up)]) = (four[0], four[1], four[2], four[3]);
            }

            for (; n < samples.Length; n += up, at += down)
            {
                samples[n] = FirKernel.One(taps, input[at..]);
            }
        }
    }

    private void MakeInterpolated(Span<float> samples)
    {
        for (var n = 0; n < samples.Length; n++)
        {
            var tick = (_made + n) * (long)_filter.Down;
            var between = (double)(tick % _filter.Up) / _filter.Up * _filter.Ticks;
            var phase = (int)between;
            var x = _input.Span[(int)(tick / _filter.Up - _filter.Reach - _first)..];
            var (left, right) = (FirKernel.One(_filter.Phase(phase), x), FirKernel.One(_filter.Phase(phase + 1), x));
            samples[n] = left + ((float)(between - phase) * (right - left));
        }
    }

    /// <summary>Outputs for which all input is there.</summary>
    private long Available()
    {
        var inputs = _first + _filled - _filter.Reach;
        var makeable = inputs <= 0 ? 0 : Ceiling(inputs * _filter.Up, _filter.Down);
        return (_ended ? Math.Min(makeable, Ceiling(_taken * _filter.Up, _filter.Down)) : makeable) - _made;
    }

    /// <summary>Drops what no further output needs.</summary>
    private void Compact()
    {
        var needed = (_made * _filter.Down / _filter.Up) - _filter.Reach;
        var drop = (int)Math.Min(needed - _first, _filled);
        if (drop > 0)
        {
            _input.Span[drop.._filled].CopyTo(_input.Span);
            _filled -= drop;
            _first += drop;
        }
    }

    private static long Ceiling(long dividend, long divisor) => (dividend + divisor - 1) / divisor;

    private static int Positive(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        return rate;
    }

    private static ResamplingOptions Checked(ResamplingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PassBand, 0.5, nameof(options.PassBand));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PassBand, 0.99, nameof(options.PassBand));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StopBandDecibels, 30, nameof(options.StopBandDecibels));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.StopBandDecibels, 160, nameof(options.StopBandDecibels));
        return options;
    }
}
