using System.Numerics.Tensors;
using ServerlessAffect.Signal.Pitch;
using ServerlessAffect.Signal.Windows;

namespace ServerlessAffect.Signal.Rhythm;

/// <summary>The tempo of an onset envelope; <c>librosa.feature.tempo</c> with its defaults. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>
/// The autocorrelations of windows of 8 s (Hann, one per frame, each divided by its largest value) are averaged; the lag is chosen where log(1 + 1e6 r)
/// plus a log-normal prior about 120 beats per minute, of one octave's width, is largest.
/// </remarks>
public sealed class Tempo
{
    private const double WindowSeconds = 8;
    private const double StartBpm = 120;
    private const double MaxBpm = 320;

    private readonly double[] _bpm;
    private readonly double[] _logPrior;
    private readonly double[] _mean;
    private readonly double[] _correlation;
    private readonly float[] _hann;
    private readonly float[] _window;

    /// <param name="sampleRate">Hz.</param>
    /// <param name="hopLength">Samples per frame of the envelope.</param>
    public Tempo(int sampleRate, int hopLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hopLength, 1);
        var length = Math.Max(1, (int)(WindowSeconds * sampleRate) / hopLength);
        _hann = Array.ConvertAll(CosineWindows.Hann(length), w => (float)w);
        (_window, _mean, _correlation) = (new float[length], new double[length], new double[length]);
        (_bpm, _logPrior) = (new double[length], new double[length]);
        for (var lag = 0; lag < length; lag++)
        {
            _bpm[lag] = lag == 0 ? double.PositiveInfinity : 60.0 * sampleRate / ((double)hopLength * lag);
            _logPrior[lag] = _bpm[lag] < MaxBpm ? -0.5 * Math.Pow(Math.Log2(_bpm[lag]) - Math.Log2(StartBpm), 2) : double.NegativeInfinity;
        }
    }

    /// <summary>Beats per minute; 0 where the envelope is 0 throughout, as <c>librosa.beat.beat_track</c> has it.</summary>
    /// <param name="envelope">[frames], of <see cref="OnsetStrength"/>.</param>
    public double Estimate(ReadOnlySpan<float> envelope)
    {
        if (!envelope.ContainsAnyExcept(0f))
        {
            return 0;
        }

        Array.Clear(_mean);
        for (var frame = 0; frame < envelope.Length; frame++)
        {
            Take(envelope, frame - (_window.Length / 2));
            TensorPrimitives.Multiply(_window, _hann, _window);
            Autocorrelation.Compute(_window, _correlation);
            if (_correlation[0] > 0)
            {
                TensorPrimitives.MultiplyAdd<double>(_correlation, 1 / _correlation[0], _mean, _mean);
            }
        }

        var (best, bestScore) = (0, double.NegativeInfinity);
        for (var lag = 0; lag < _mean.Length; lag++)
        {
            var score = double.LogP1(1e6 * _mean[lag] / envelope.Length) + _logPrior[lag];
            if (score > bestScore)
            {
                (best, bestScore) = (lag, score);
            }
        }

        return bestScore > double.NegativeInfinity ? _bpm[best] : 0;
    }

    /// <summary>The envelope from a frame on, which falls in a straight line to 0 within half a window beyond each end (numpy's linear_ramp).</summary>
    private void Take(ReadOnlySpan<float> envelope, int from)
    {
        var ramp = _window.Length / 2;
        for (var i = 0; i < _window.Length; i++)
        {
            var at = from + i;
            _window[i] = at switch
            {
                < 0 => envelope[0] * Math.Max(0, ramp + at) / ramp,
                _ when at >= envelope.Length => envelope[^1] * Math.Max(0, ramp - (at - envelope.Length + 1)) / ramp,
                _ => envelope[at],
            };
        }
    }
}
