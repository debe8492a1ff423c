using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>Harmonics-to-noise ratio of a frame at a known F0. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>
/// P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled sound" (1993): the frame is windowed
/// (Hann), its normalised autocorrelation is divided by the window's own, and the ratio is 10 log10(r / (1 - r)) with r the largest value near one period,
/// found with a parabola through its neighbours.
/// </remarks>
public sealed class HarmonicsToNoise
{
    /// <summary>What is measured at most, and with a minus at least (dB): beyond it the parabola is the limit, not the voice.</summary>
    public const double LimitDb = 40;

    private const double Tolerance = 0.1;
    private readonly float[] _window;
    private readonly double[] _windowCorrelation;
    private readonly float[] _frame;
    private readonly double[] _correlation;
    private readonly int _sampleRate;

    /// <param name="sampleRate">Hz.</param>
    /// <param name="frameLength">Samples per frame; three periods of the lowest voice are wanted, two needed.</param>
    public HarmonicsToNoise(int sampleRate, int frameLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, 16);
        _sampleRate = sampleRate;
        _window = new float[frameLength];
        for (var i = 0; i < frameLength; i++)
        {
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / frameLength)));
        }

        _windowCorrelation = new double[(frameLength / 2) + 2];
        Autocorrelation.Compute(_window, _windowCorrelation);
        _correlation = new double[_windowCorrelation.Length];
        _frame = new float[frameLength + Autocorrelation.Padding(_correlation.Length) + _correlation.Length];
    }

    public int FrameLength => _window.Length;

    /// <summary>The ratio in dB, between -<see cref="LimitDb"/> and <see cref="LimitDb"/>.</summary>
    /// <param name="frame">[<see cref="FrameLength"/>].</param>
    /// <param name="f0">Hz, of the same frame.</param>
    /// <returns>NaN where <paramref name="f0"/> is not above 0, two periods do not fit into the frame, or the frame is silent.</returns>
    /// <exception cref="ArgumentException">A frame of another length.</exception>
    public double Measure(ReadOnlySpan<float> frame, double f0)
    {
        if (frame.Length != _window.Length)
        {
            throw new ArgumentException($"Expected a frame of {_window.Length} samples, got {frame.Length}.", nameof(frame));
        }

        var period = _sampleRate / f0;
        if (!(f0 > 0) || !(period * (1 + Tolerance) < _windowCorrelation.Length - 1) || period < 2)
        {
            return double.NaN;
        }

        var windowed = _frame.AsSpan(0, frame.Length);
        TensorPrimitives.Subtract(frame, TensorPrimitives.Average(frame), windowed);
        TensorPrimitives.Multiply(windowed, _window, windowed);
        var energy = (double)TensorPrimitives.SumOfSquares<float>(windowed);
        if (!(energy > 0))
        {
            return double.NaN;
        }

        var first = Math.Max(1, (int)Math.Floor(period * (1 - Tolerance)) - 1);
        var last = Math.Min(_windowCorrelation.Length - 1, (int)Math.Ceiling(period * (1 + Tolerance)) + 1);
        var near = _correlation.AsSpan(0, last - first + 1);
        near.Clear();
        Autocorrelation.AddCorrelation(windowed, _frame.AsSpan(first), near);
        for (var i = 0; i < near.Length; i++)
        {
            near[i] = near[i] / energy * (_windowCorrelation[0] / _windowCorrelation[first + i]);
        }

        var best = TensorPrimitives.IndexOfMax<double>(near);
        return Decibels(best == 0 || best == near.Length - 1 ? near[best] : Parabola.Height(near[best - 1], near[best], near[best + 1]));
    }

    private static double Decibels(double periodicity)
    {
        if (periodicity <= 0)
        {
            return -LimitDb;
        }

        return periodicity >= 1 ? LimitDb : Math.Clamp(10 * Math.Log10(periodicity / (1 - periodicity)), -LimitDb, LimitDb);
    }
}
