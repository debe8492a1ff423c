using System.Buffers;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>F0 and voicing by probabilistic YIN; <c>librosa.pyin</c> with its defaults. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>
/// M. Mauch and S. Dixon, "pYIN: a fundamental frequency estimator using probabilistic threshold distributions" (2014). F0 is one of the bins of 10 cents
/// above fMin. Scratch memory grows by about 10 KB per frame of the clip for librosa's range: give it windows, not hours.
/// </remarks>
public sealed class PYin
{
    /// <summary>Bins of 10 cents.</summary>
    internal const int BinsPerOctave = 120;

    /// <summary>How fast a pitch moves at most (octaves per second), rounded to semitones per frame.</summary>
    private const double MaxTransitionRate = 35.92;

    private readonly PitchOptions _options;
    private readonly DifferenceFunction _difference;
    private readonly PitchObservations _observations;
    private readonly PitchDecoder _decoder;
    private readonly double[] _normalised;
    private readonly int _bins;

    /// <param name="options">The trough threshold is not used: every threshold is.</param>
    /// <exception cref="ArgumentException">A range of F0 that the frame or the sample rate cannot hold.</exception>
    public PYin(PitchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _bins = (int)Math.Floor(BinsPerOctave * Math.Log2(_options.FMax / _options.FMin)) + 1;
        var semitones = (int)Math.Round(MaxTransitionRate * 12 * _options.HopLength / _options.SampleRate);
        (_difference, _observations) = (new DifferenceFunction(_options), new PitchObservations(_options));
        _decoder = new PitchDecoder(_bins, semitones * (BinsPerOctave / 12) / 2);
        _normalised = new double[_difference.Lags];
    }

    /// <summary>Estimates F0 and voicing frame by frame; the path is sought over the whole clip.</summary>
    /// <param name="samples">[samples], mono, at the sample rate of the options.</param>
    /// <param name="f0">[<see cref="PitchOptions.Frames"/>], written, Hz; NaN where unvoiced.</param>
    /// <param name="voiced">[frames], written.</param>
    /// <param name="probability">[frames], written: how probable it is that the frame is voiced, 0 to 1.</param>
    /// <exception cref="ArgumentException">Another number of frames.</exception>
    public void Estimate(ReadOnlySpan<float> samples, Span<float> f0, Span<bool> voiced, Span<float> probability)
    {
        var frames = _options.Frames(samples.Length);
        if (f0.Length != frames || voiced.Length != frames || probability.Length != frames)
        {
            throw new ArgumentException($"Expected room for {frames} frames, got {f0.Length}, {voiced.Length} and {probability.Length}.", nameof(f0));
        }

        var trellis = ArrayPool<double>.Shared.Rent(checked(frames * _decoder.States));
        var voicing = ArrayPool<double>.Shared.Rent(frames);
        var states = ArrayPool<int>.Shared.Rent(frames);
        try
        {
            _difference.Restart();
            for (var frame = 0; frame < frames; frame++)
            {
                _difference.Next(samples, _normalised);
                voicing[frame] = _observations.Observe(_normalised, trellis.AsSpan(frame * _decoder.States, _bins));
                probability[frame] = (float)voicing[frame];
            }

            _decoder.Decode(trellis, voicing, states.AsSpan(0, frames));
            for (var frame = 0; frame < frames; frame++)
            {
                voiced[frame] = states[frame] < _bins;
                f0[frame] = voiced[frame] ? (float)(_options.FMin * Math.Pow(2, (double)states[frame] / BinsPerOctave)) : float.NaN;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(trellis);
            ArrayPool<double>.Shared.Return(voicing);
            ArrayPool<int>.Shared.Return(states);
        }
    }
}
