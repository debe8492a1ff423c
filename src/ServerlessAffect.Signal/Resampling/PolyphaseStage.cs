using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>A <see cref="PolyphaseFilter"/> at work on a stream.</summary>
internal sealed class PolyphaseStage
{
    private readonly PolyphaseFilter _filter;
    private readonly AlignedBuffer<float> _input;
    private int _filled;
    private long _first;
    private long _made;

    /// <param name="first">Number of the first sample that will be appended, at most minus what the filter needs before 0.</param>
    /// <param name="block">Most samples that are appended at a time.</param>
    public PolyphaseStage(PolyphaseFilter filter, long first, int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, -filter.Before);
        _filter = filter;
        _first = first;
        _input = new AlignedBuffer<float>(block + (4 * filter.Taps));
    }

    /// <summary>Where the next samples go; at least a block where everything that can be made was read.</summary>
    public Span<float> Room
    {
        get
        {
            Compact();
            return _input.Span[_filled..^_filter.Taps];
        }
    }

    public void Append(int count) => _filled += count;

    /// <summary>Output samples from number 0 on, made of what has been appended so far.</summary>
    /// <returns>How many were written.</returns>
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

    /// <summary>Phase after phase, since outputs of one phase share its taps.</summary>
    private void MakeExact(Span<float> samples)
    {
        var (up, down) = (_filter.Up, _filter.Down);
        ReadOnlySpan<float> input = _input.Span;
        for (var first = 0; first < Math.Min(up, samples.Length); first++)
        {
            var tick = (_made + first) * down;
            var taps = _filter.Phase((int)(tick % up));
            var at = (int)(tick / up - _filter.Before - _first);
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
            var x = _input.Span[(int)(tick / _filter.Up - _filter.Before - _first)..];
            var (left, right) = (FirKernel.One(_filter.Phase(phase), x), FirKernel.One(_filter.Phase(phase + 1), x));
            samples[n] = left + ((float)(between - phase) * (right - left));
        }
    }

    /// <summary>Outputs for which all input is there.</summary>
    private long Available()
    {
        var inputs = _first + _filled - _filter.After;
        return inputs <= 0 ? 0 : (((inputs * _filter.Up) + _filter.Down - 1) / _filter.Down) - _made;
    }

    /// <summary>Drops what no further output needs.</summary>
    private void Compact()
    {
        var needed = (_made * _filter.Down / _filter.Up) - _filter.Before;
        var drop = (int)Math.Min(needed - _first, _filled);
        if (drop > 0)
        {
            _input.Span[drop.._filled].CopyTo(_input.Span);
            _filled -= drop;
            _first += drop;
        }
    }
}
