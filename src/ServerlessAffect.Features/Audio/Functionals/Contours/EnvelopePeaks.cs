using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Filters;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>Formant-like peaks: the three lowest maxima of the linear-prediction envelope between 200 and 5,000 Hz of a voiced frame. For one caller at a time.</summary>
/// <remarks>The autocorrelation is the transform of the pre-emphasised power spectrum up to the grid's limit, so that prediction sees nothing above it.</remarks>
internal sealed class EnvelopePeaks
{
    /// <summary>Peaks that are followed; NaN where a frame has fewer.</summary>
    public const int Followed = 3;

    /// <summary>Frequency (Hz) of each, then level (natural logarithm of power) of each.</summary>
    public const int Count = 2 * Followed;
    private const int Lanes = FrameLanes.Count;
    private const int GridPoints = 256;
    private const double LowestHz = 200;
    private const double HighestHz = 5_000;
    private const double PreEmphasis = 0.97;

    // White noise 40 dB down: without it the empty part above the limit decides the filter.
    private const double NoiseFloor = 1.0001;
    private const double Tiny = 1e-12;
    private readonly int _bins;
    private readonly int _order;
    private readonly float[] _transform;
    private readonly float[] _lags;
    private readonly float[] _cosines;
    private readonly float[] _envelope;
    private readonly double[] _frameLags;
    private readonly double[] _filter;
    private readonly double _pointHz;
    private readonly int _points;

    public EnvelopePeaks(FrameGrid grid, int bins)
    {
        (_bins, _order) = (bins, (grid.SampleRate / 1000) + 2);
        (_transform, _lags) = (new float[(_order + 1) * bins], new float[(_order + 1) * Lanes]);
        for (var bin = 0; bin < bins; bin++)
        {
            var w = 2 * Math.PI * bin / grid.SpectrumFft;
            var emphasis = 1 + (PreEmphasis * PreEmphasis) - (2 * PreEmphasis * Math.Cos(w));
            for (var lag = 0; lag <= _order; lag++)
            {
                _transform[(lag * bins) + bin] = (float)(emphasis * (bin == 0 ? 1 : 2) * Math.Cos(w * lag));
            }
        }

        _pointHz = grid.SampleRate / 2.0 / GridPoints;
        _points = Math.Min(GridPoints, (int)(HighestHz / _pointHz) + 2);
        (_cosines, _envelope, _frameLags, _filter) = (new float[(_order + 1) * _points], new float[_points], new double[_order + 1], new double[_order + 1]);
        for (var lag = 0; lag <= _order; lag++)
        {
            for (var point = 0; point < _points; point++)
            {
                _cosines[(lag * _points) + point] = (float)((lag == 0 ? 1 : 2) * Math.Cos(Math.PI * point * lag / GridPoints));
            }
        }
    }

    /// <param name="power">[bins, 16].</param>
    /// <param name="f0">[frames].</param>
    public void Write(ReadOnlySpan<float> power, ReadOnlySpan<float> f0, ContourTable table, int first)
    {
        var frames = Math.Min(Lanes, f0.Length - first);
        if (!f0.Slice(first, frames).ContainsAnyExcept(0f))
        {
            return;
        }

        Correlate(power);
        for (var lane = 0; lane < frames; lane++)
        {
            if (f0[first + lane] > 0)
            {
                Envelope(lane);
                Write(table, first + lane);
            }
        }
    }

    private void Correlate(ReadOnlySpan<float> power)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        for (var lag = 0; lag <= _order; lag++)
        {
            var sum = Vector512<float>.Zero;
            for (var bin = 0; bin < _bins; bin++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref p, (nuint)(bin * Lanes)), Vector512.Create(_transform[(lag * _bins) + bin]), sum);
            }

            sum.CopyTo(_lags, lag * Lanes);
        }
    }

    private void Envelope(int lane)
    {
        for (var lag = 0; lag <= _order; lag++)
        {
            _frameLags[lag] = _lags[(lag * Lanes) + lane];
        }

        _frameLags[0] = (_frameLags[0] * NoiseFloor) + Tiny;
        var gain = Math.Log(LinearPrediction.LevinsonDurbin(_frameLags, _filter) + Tiny);

        // |A|^2 is the transform of the filter's own autocorrelation.
        _envelope.AsSpan().Clear();
        for (var lag = 0; lag <= _order; lag++)
        {
            var sum = TensorPrimitives.Dot<double>(_filter.AsSpan(0, _order + 1 - lag), _filter.AsSpan(lag));
            TensorPrimitives.MultiplyAdd(_cosines.AsSpan(lag * _points, _points), (float)sum, _envelope, _envelope);
        }

        for (var point = 0; point < _points; point++)
        {
            _envelope[point] = (float)gain - MathF.Log(MathF.Max(_envelope[point], 1e-9f));
        }
    }

    private void Write(ContourTable table, int frame)
    {
        var found = 0;
        for (var point = 1; point < _points - 1 && found < Followed; point++)
        {
            var (before, at, after) = (_envelope[point - 1], _envelope[point], _envelope[point + 1]);
            if (at > before && at >= after && point * _pointHz > LowestHz)
            {
                var curvature = before - (2 * at) + after;
                var shift = curvature < 0 ? 0.5f * (before - after) / curvature : 0;
                table[ContourLayout.Peaks + found][frame] = (float)((point + shift) * _pointHz);
                table[ContourLayout.Peaks + Followed + found][frame] = at;
                found++;
            }
        }

        for (; found < Followed; found++)
        {
            (table[ContourLayout.Peaks + found][frame], table[ContourLayout.Peaks + Followed + found][frame]) = (float.NaN, float.NaN);
        }
    }
}
