using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>The cumulative mean normalised difference of every frame (equation 8 of the YIN paper), frame after frame. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>
/// d(k) = 2 (r(0) - r(k)) - sum over m below k of x[m]^2, and d'(k) = d(k) / mean of d(1..k), as librosa 0.11 has it. The autocorrelation r of overlapping
/// frames is summed from hops, each of which is correlated once: only the end of a frame, where products are cut off, belongs to that frame alone.
/// </remarks>
internal sealed class DifferenceFunction
{
    /// <summary>numpy.finfo(float32).tiny, which librosa adds to the mean (here, to the sum); silence is then 0 everywhere.</summary>
    private const double Tiny = 1.17549435e-38;

    private readonly PitchOptions _options;
    private readonly int _minPeriod;
    private readonly int _maxPeriod;
    private readonly int _hopsShared;
    private readonly float[] _frame;
    private readonly double[][] _shared;
    private readonly double[] _correlation;
    private readonly double[] _difference;
    private readonly double[] _sum;
    private readonly double[] _lags;
    private int _next;

    internal DifferenceFunction(PitchOptions options)
    {
        _options = options;
        (_minPeriod, _maxPeriod) = (options.MinPeriod, options.MaxPeriod);
        var lags = _maxPeriod + 1;
        _hopsShared = Math.Max(0, (options.FrameLength - _maxPeriod) / options.HopLength);
        _shared = new double[_hopsShared][];
        for (var i = 0; i < _hopsShared; i++)
        {
            _shared[i] = new double[lags];
        }

        (_correlation, _difference, _sum, _lags) = (new double[lags], new double[lags], new double[lags], new double[lags]);
        for (var k = 0; k < lags; k++)
        {
            _lags[k] = k;
        }

        _frame = new float[options.FrameLength + Autocorrelation.Padding(lags)];
    }

    /// <summary>How many lags it gives: MinPeriod up to and with MaxPeriod.</summary>
    internal int Lags => _maxPeriod - _minPeriod + 1;

    /// <summary>Begins a clip.</summary>
    internal void Restart() => _next = 0;

    /// <summary>d' of the next frame.</summary>
    /// <param name="samples">The whole clip, the same at every call since <see cref="Restart"/>.</param>
    /// <param name="normalised">[<see cref="Lags"/>], written.</param>
    internal void Next(ReadOnlySpan<float> samples, Span<double> normalised)
    {
        Take(samples, ((long)_next * _options.HopLength) - (_options.FrameLength / 2));
        Correlate();
        Normalise(normalised);
        _next++;
    }

    private void Take(ReadOnlySpan<float> samples, long from)
    {
        var frame = _frame.AsSpan(0, _options.FrameLength);
        var (start, end) = ((int)Math.Clamp(from, 0, samples.Length), (int)Math.Clamp(from + frame.Length, 0, samples.Length));
        var before = (int)Math.Min(frame.Length, Math.Max(0, -from));
        frame[..before].Clear();
        samples[start..end].CopyTo(frame[before..]);
        frame[(before + end - start)..].Clear();
    }

    private void Correlate()
    {
        var hop = _options.HopLength;
        for (var i = _next == 0 ? 0 : _hopsShared - 1; i < _hopsShared && i >= 0; i++)
        {
            var shared = _shared[(_next + i) % _hopsShared];
            Array.Clear(shared);
            Autocorrelation.AddCorrelation(_frame.AsSpan(i * hop, hop), _frame.AsSpan(i * hop), shared);
        }

        Autocorrelation.ComputePadded(_frame.AsSpan(_hopsShared * hop), _options.FrameLength - (_hopsShared * hop), _correlation);
        foreach (var shared in _shared)
        {
            TensorPrimitives.Add<double>(_correlation, shared, _correlation);
        }
    }

    private void Normalise(Span<double> normalised)
    {
        var energy = _correlation[0];
        var (cut, sum) = (0.0, 0.0);
        for (var k = 1; k <= _maxPeriod; k++)
        {
            var sample = (double)_frame[k - 1];
            cut += sample * sample;
            var difference = (2 * (energy - _correlation[k])) - cut;
            sum += difference;
            (_difference[k], _sum[k]) = (difference, sum + Tiny);
        }

        TensorPrimitives.Multiply(_difference.AsSpan(_minPeriod), _lags.AsSpan(_minPeriod), normalised);
        TensorPrimitives.Divide(normalised, _sum.AsSpan(_minPeriod), normalised);
    }
}
