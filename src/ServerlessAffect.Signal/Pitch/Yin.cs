using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>F0 by YIN; <c>librosa.yin</c>. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>A. de Cheveigné and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music" (2002). Every frame gets an F0: it does not say what is voiced.</remarks>
public sealed class Yin
{
    private readonly PitchOptions _options;
    private readonly DifferenceFunction _difference;
    private readonly double[] _normalised;

    /// <exception cref="ArgumentException">A range of F0 that the frame or the sample rate cannot hold.</exception>
    public Yin(PitchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _difference = new DifferenceFunction(_options);
        _normalised = new double[_difference.Lags];
    }

    /// <summary>Estimates F0 frame by frame.</summary>
    /// <param name="samples">[samples], mono, at the sample rate of the options.</param>
    /// <param name="f0">[<see cref="PitchOptions.Frames"/>], written, Hz. A silent frame gives sampleRate / floor(sampleRate / fMax), as librosa does.</param>
    /// <exception cref="ArgumentException">Another number of frames.</exception>
    public void Estimate(ReadOnlySpan<float> samples, Span<float> f0)
    {
        if (f0.Length != _options.Frames(samples.Length))
        {
            throw new ArgumentException($"Expected room for {_options.Frames(samples.Length)} frames, got {f0.Length}.", nameof(f0));
        }

        _difference.Restart();
        for (var frame = 0; frame < f0.Length; frame++)
        {
            _difference.Next(samples, _normalised);
            var period = FirstDeepTrough();
            f0[frame] = (float)(_options.SampleRate / (_options.MinPeriod + period + Troughs.Shift(_normalised, period)));
        }
    }

    private int FirstDeepTrough()
    {
        for (var k = 0; k < _normalised.Length; k++)
        {
            if (_normalised[k] < _options.TroughThreshold && Troughs.IsTrough(_normalised, k))
            {
                return k;
            }
        }

        return TensorPrimitives.IndexOfMin<double>(_normalised);
    }
}
