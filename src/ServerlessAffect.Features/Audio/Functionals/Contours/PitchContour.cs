using System.Numerics.Tensors;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Transforms;
using ServerlessAffect.Signal.Windows;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>F0 and periodicity of every frame. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>
/// P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled sound" (1993), as Praat does it: maxima of the
/// autocorrelation divided by the window's, and the cheapest path through them (<see cref="PitchPath"/>). The autocorrelation is the transform of the power
/// spectrum between 40 Hz and the grid's upper limit, so that neither rumble nor the width of the channel moves it.
/// </remarks>
internal sealed class PitchContour
{
    public const double FMin = 60;
    public const double FMax = 650;
    private const double LowestHz = 40;
    private const float LeastMaximum = 0.2f;
    private readonly FrameGrid _grid;
    private readonly Stft<float> _stft;
    private readonly RealFft<float> _inverse;
    private readonly float[] _power;
    private readonly float[] _none;
    private readonly float[] _lags;
    private readonly float[] _scale;
    private readonly int _firstLag;
    private readonly int _lastLag;
    private readonly PitchPath _path = new();
    private readonly HarmonicContours _harmonics;

    public PitchContour(FrameGrid grid)
    {
        _grid = grid;
        // Without the zeros at the ends of scipy's periodic window: as wide as the frame.
        var window = CosineWindows.Hann(grid.PitchLength + 2, periodic: false).AsSpan(1, grid.PitchLength).ToArray();
        _stft = new Stft<float>(new StftOptions { NFft = grid.PitchFft, HopLength = grid.Hop, Window = window });
        _inverse = new RealFft<float>(grid.PitchFft);
        (_power, _none, _lags) = (new float[_stft.Bins], new float[_stft.Bins], new float[grid.PitchFft]);
        (_firstLag, _lastLag) = ((int)(grid.SampleRate / FMax), (int)Math.Ceiling(grid.SampleRate / FMin));
        _scale = new float[_lastLag + 2];
        for (var lag = 0; lag < _scale.Length; lag++)
        {
            _scale[lag] = (float)(Correlation(window, 0) / Correlation(window, lag));
        }

        _harmonics = new HarmonicContours(grid);
    }

    /// <param name="samples">[samples].</param>
    /// <param name="f0">[frames], Hz; 0 where unvoiced.</param>
    /// <param name="periodicity">[frames], the share of the power that repeats with the period, inside 0 and 1.</param>
    /// <param name="table">Where the contours of <see cref="HarmonicContours"/> are written, where voiced.</param>
    /// <param name="harmonics">The first of them.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> f0, Span<float> periodicity, ContourTable table, int harmonics)
    {
        var loudest = samples.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(samples);
        var peak = MathF.Abs(loudest);
        _path.Begin(f0.Length);
        for (var t = 0; t < f0.Length; t++)
        {
            Candidates(samples, t, peak);
        }

        _path.Best(f0, periodicity);
        for (var t = 0; t < f0.Length; t++)
        {
            if (f0[t] > 0)
            {
                Power(samples, t);
                _harmonics.Write(_power, f0[t], table, harmonics, t);
            }
        }
    }

    private static double Correlation(ReadOnlySpan<double> window, int lag) => TensorPrimitives.Dot(window[..^lag], window[lag..]);

    private void Power(ReadOnlySpan<float> samples, int frame)
    {
        _stft.PowerFrame(samples, frame, _power);
        _power.AsSpan(0, (int)Math.Ceiling(LowestHz * _grid.PitchFft / _grid.SampleRate)).Clear();
        _power.AsSpan(_grid.BinsBelow(_grid.PitchFft)).Clear();
    }

    private void Candidates(ReadOnlySpan<float> samples, int frame, float peak)
    {
        _path.BeginFrame(frame, LocalPeak(samples, frame) / MathF.Max(peak, 1e-9f));
        Power(samples, frame);
        _inverse.Inverse(_power, _none, _lags);
        var r = _lags.AsSpan(0, _scale.Length);
        var energy = MathF.Max(r[0], 1e-12f);
        TensorPrimitives.Multiply(r, _scale, r);
        TensorPrimitives.Divide(r, energy, r);
        for (var lag = _firstLag; lag <= _lastLag; lag++)
        {
            var (before, at, after) = (r[lag - 1], r[lag], r[lag + 1]);
            if (at > before && at >= after && at > LeastMaximum)
            {
                var curvature = before - (2 * at) + after;
                var shift = curvature < 0 ? 0.5f * (before - after) / curvature : 0;
                _path.Add(_grid.SampleRate / (lag + shift), MathF.Min(1, at - (0.25f * (before - after) * shift)));
            }
        }
    }

    private float LocalPeak(ReadOnlySpan<float> samples, int frame)
    {
        var start = (frame * _grid.Hop) - (_grid.PitchLength / 2);
        var (from, to) = (Math.Clamp(start, 0, samples.Length), Math.Clamp(start + _grid.PitchLength, 0, samples.Length));
        return from < to ? MathF.Abs(TensorPrimitives.MaxMagnitude(samples[from..to])) : 0;
    }
}
