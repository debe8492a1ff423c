namespace ServerlessAffect.Signal.Resampling;

/// <summary>
/// Changes the rate of one channel, block by block, with a windowed-sinc filter of linear phase and no delay: output sample n is the band-limited input at
/// time n / to. The input is 0 before its first and after its last sample; ceil(samples x to / from) samples come out, and they do not depend on the blocks.
/// </summary>
/// <remarks>
/// The sharp filter works on spectra and brings the rate near the wanted one by a power of two; a short one at every output sample's own place does the rest.
/// librosa.resample and soxr: on speech this differs from soxr's VHQ about as much as soxr's own HQ does (84 dB and more). For one stream and one caller at
/// a time. Allocates when it is made, then never.
/// </remarks>
public sealed class Resampler
{
    private readonly int _fromRate;
    private readonly int _toRate;
    private readonly SpectralStage _spectral;
    private readonly PolyphaseStage? _polyphase;
    private readonly float[] _block;
    private int _blockStart;
    private int _blockEnd;
    private int _lead;
    private long _taken;
    private long _made;
    private bool _ended;

    /// <param name="fromRate">Hz, from 1.</param>
    /// <param name="toRate">Hz, from 1.</param>
    public Resampler(int fromRate, int toRate, ResamplingOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(toRate, 1);
        (_fromRate, _toRate) = (fromRate, toRate);
        var plan = ResamplingPlan.For(fromRate, toRate, Checked(options ?? ResamplingOptions.Default));
        _spectral = new SpectralStage(plan.Sharp);
        _polyphase = plan.Short is { } filter ? new PolyphaseStage(filter, -_spectral.Lead, _spectral.BlockLength) : null;
        _block = _polyphase is null ? new float[_spectral.BlockLength] : [];
        _lead = _spectral.Lead;
    }

    /// <summary>Where the next samples go; not empty as long as everything that can be made is taken with <see cref="Read"/> in between.</summary>
    public Span<float> Room => _spectral.Room;

    /// <summary>All of a signal at once.</summary>
    /// <returns>[ceil(samples x toRate / fromRate)].</returns>
    public static float[] Resample(ReadOnlySpan<float> samples, int fromRate, int toRate, ResamplingOptions? options = null)
    {
        var resampler = new Resampler(fromRate, toRate, options);
        var all = new float[Length(samples.Length, fromRate, toRate)];
        var made = 0;
        while (samples.Length > 0)
        {
            var now = Math.Min(samples.Length, resampler.Room.Length);
            samples[..now].CopyTo(resampler.Room);
            resampler.Append(now);
            samples = samples[now..];
            made += resampler.Read(all.AsSpan(made));
        }

        resampler.End();
        made += resampler.Read(all.AsSpan(made));
        return made == all.Length ? all : throw new InvalidOperationException($"{made} samples were made, {all.Length} belong.");
    }

    /// <summary>The first <paramref name="count"/> samples of <see cref="Room"/> have been written.</summary>
    public void Append(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Room.Length);
        ObjectDisposedException.ThrowIf(_ended, this);
        _spectral.Append(count);
        _taken += count;
    }

    /// <summary>No more samples come; what is left can be read.</summary>
    public void End() => _ended = true;

    /// <summary>Output samples made of what has been appended so far.</summary>
    /// <returns>How many were written; fewer than there is room for where more input is needed, or at the end.</returns>
    public int Read(Span<float> samples)
    {
        if (_ended)
        {
            samples = samples[..(int)Math.Min(samples.Length, Length(_taken, _fromRate, _toRate) - _made)];
        }

        var read = Take(samples);
        while (read < samples.Length && Advance())
        {
            read += Take(samples[read..]);
        }

        _made += read;
        return read;
    }

    private static long Length(long samples, int fromRate, int toRate) => ((samples * toRate) + fromRate - 1) / fromRate;

    private int Take(Span<float> samples)
    {
        if (_polyphase is not null)
        {
            return _polyphase.Read(samples);
        }

        var count = Math.Min(samples.Length, _blockEnd - _blockStart);
        _block.AsSpan(_blockStart, count).CopyTo(samples);
        _blockStart += count;
        return count;
    }

    /// <summary>Another block through the spectrum, if there is one, once the last has been taken.</summary>
    private bool Advance()
    {
        if (_ended && !_spectral.IsFull)
        {
            _spectral.Pad();
        }

        if (!_spectral.IsFull)
        {
            return false;
        }

        var filtered = _spectral.Filter();
        if (_polyphase is not null)
        {
            filtered.CopyTo(_polyphase.Room);
            _polyphase.Append(filtered.Length);
            return true;
        }

        // What comes before the first sample is of use to the short filter alone.
        var skipped = Math.Min(_lead, filtered.Length);
        _lead -= skipped;
        filtered.CopyTo(_block);
        (_blockStart, _blockEnd) = (skipped, filtered.Length);
        return true;
    }

    private static ResamplingOptions Checked(ResamplingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PassBand, 0.5, nameof(options.PassBand));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PassBand, 0.99, nameof(options.PassBand));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StopBandDecibels, 30, nameof(options.StopBandDecibels));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.StopBandDecibels, 160, nameof(options.StopBandDecibels));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LowPassHz ?? ResamplingOptions.MinLowPassHz, ResamplingOptions.MinLowPassHz, nameof(options.LowPassHz));
        return options;
    }
}
