using System.Runtime.CompilerServices;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>Any sound as one channel at one rate: channels are averaged, then the rate is changed. Memory does not grow with length; no block allocates.</summary>
public sealed class MonoStream : PcmStream
{
    private const int SourceFrames = 1 << 13;

    private readonly PcmStream _source;
    private readonly Resampler? _resampler;
    private readonly float[] _interleaved;
    private readonly float[] _made;
    private int _madeStart;
    private int _madeEnd;
    private bool _sourceEnded;

    /// <param name="source">Taken over.</param>
    /// <param name="sampleRate">Wanted rate (Hz).</param>
    public MonoStream(PcmStream source, int sampleRate, ResamplingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        SampleRate = sampleRate;
        _resampler = source.SampleRate == sampleRate && options?.LowPassHz is null ? null : new Resampler(source.SampleRate, sampleRate, options);
        _interleaved = new float[SourceFrames * source.Channels];
        _made = new float[1 << 14];
    }

    public override int SampleRate { get; }

    public override int Channels => 1;

    public override IReadOnlyList<string> Notices => _source.Notices;

    public override ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(interleaved.Length);
        while (true)
        {
            // Not an async method: where the source has its samples at once, nothing is allocated.
            if (Make())
            {
                return ValueTask.FromResult(Give(interleaved.Span));
            }

            if (_sourceEnded)
            {
                return ValueTask.FromResult(0);
            }

            var reading = _source.ReadAsync(Wanted, cancellationToken);
            if (!reading.IsCompletedSuccessfully)
            {
                return AwaitAsync(reading, interleaved, cancellationToken);
            }

            Take(reading.Result);
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private Memory<float> Wanted =>
        _interleaved.AsMemory(0, Math.Min(SourceFrames, _resampler?.Room.Length ?? SourceFrames) * _source.Channels);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> AwaitAsync(ValueTask<int> reading, Memory<float> interleaved, CancellationToken cancellationToken)
    {
        Take(await reading.ConfigureAwait(false));
        while (!Make())
        {
            if (_sourceEnded)
            {
                return 0;
            }

            Take(await _source.ReadAsync(Wanted, cancellationToken).ConfigureAwait(false));
        }

        return Give(interleaved.Span);
    }

    private void Take(int values)
    {
        var frames = values / _source.Channels;
        var mixed = _interleaved.AsSpan(0, values);
        _sourceEnded = values == 0;
        if (_resampler is null)
        {
            MonoMix.Mix(mixed, _source.Channels, _made.AsSpan(0, frames));
            (_madeStart, _madeEnd) = (0, frames);
        }
        else if (_sourceEnded)
        {
            _resampler.End();
        }
        else
        {
            MonoMix.Mix(mixed, _source.Channels, _resampler.Room[..frames]);
            _resampler.Append(frames);
        }
    }

    /// <summary>Whether there is something to give.</summary>
    private bool Make()
    {
        if (_madeStart == _madeEnd && _resampler is not null)
        {
            (_madeStart, _madeEnd) = (0, _resampler.Read(_made));
        }

        return _madeStart < _madeEnd;
    }

    private int Give(Span<float> samples)
    {
        var count = Math.Min(samples.Length, _madeEnd - _madeStart);
        _made.AsSpan(_madeStart, count).CopyTo(samples);
        _madeStart += count;
        return count;
    }
}
