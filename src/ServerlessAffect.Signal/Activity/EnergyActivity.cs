using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Activity;

/// <summary>Says frame by frame whether somebody speaks, from loudness alone. Streams, and always says the same of the same sound. For one caller at a time.</summary>
/// <remarks>
/// The floor of the noise is the softest frame of the last two seconds (R. Martin's minimum statistics, 2001, without the smoothing); the level of the
/// speech rises quickly to what is louder and falls by 4 dB a second. A frame is loud when it stands above the floor by 40 % of the way between the two, at least 6 dB and at most 15 dB, and above -60 dB of
/// full scale. Speech begins with the third loud frame of four, and ends after 0.3 s without a loud frame.
/// It cannot tell a voice from a door: where a model that listens is installed, that one is asked.
/// </remarks>
public sealed class EnergyActivity
{
    /// <summary>20 ms.</summary>
    public const double FrameSeconds = 0.02;

    private const double LeastDb = -60;
    private const double MostFirstFloorDb = -40;
    private const double LeastMarginDb = 6;
    private const double MostMarginDb = 15;
    private const double Share = 0.4;
    private const double LevelRise = 0.3;
    private const double LevelFallDb = 4 * FrameSeconds;
    private const int HangOver = (int)(0.3 / FrameSeconds);

    /// <summary>The two seconds are kept as the softest frames of twenty tenths.</summary>
    private const int Tenths = 20;
    private const int FramesPerTenth = 5;

    private readonly double[] _softest = new double[Tenths];
    private int _frames;
    private double _level;
    private int _recent;
    private int _quiet;
    private bool _speaks;

    /// <param name="sampleRate">Hz, at least 1,000.</param>
    public EnergyActivity(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1000);
        FrameLength = (int)(FrameSeconds * sampleRate);
        Restart();
    }

    /// <summary>Samples per frame.</summary>
    public int FrameLength { get; }

    /// <summary>Begins another recording.</summary>
    public void Restart()
    {
        Array.Fill(_softest, double.PositiveInfinity);
        (_level, _frames, _recent, _quiet, _speaks) = (double.NegativeInfinity, 0, 0, HangOver, false);
    }

    /// <summary>Whether somebody speaks in the next frame.</summary>
    /// <param name="frame">[<see cref="FrameLength"/>], mono.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public bool Next(ReadOnlySpan<float> frame)
    {
        if (frame.Length != FrameLength)
        {
            throw new ArgumentException($"Expected a frame of {FrameLength} samples, got {frame.Length}.", nameof(frame));
        }

        var loud = IsLoud(Decibels(frame));
        _recent = ((_recent << 1) | (loud ? 1 : 0)) & 0b1111;
        _quiet = loud ? 0 : _quiet + 1;
        _speaks = _speaks ? _quiet < HangOver : loud && int.PopCount(_recent) >= 3;
        return _speaks;
    }

    /// <summary>Speech or not of every whole frame of a clip, from a new beginning.</summary>
    /// <param name="samples">[samples], mono.</param>
    /// <param name="speech">[samples / <see cref="FrameLength"/>], written.</param>
    /// <returns>How many frames somebody speaks in.</returns>
    /// <exception cref="ArgumentException">Another number of frames.</exception>
    public int Detect(ReadOnlySpan<float> samples, Span<bool> speech)
    {
        if (speech.Length != samples.Length / FrameLength)
        {
            throw new ArgumentException($"Expected room for {samples.Length / FrameLength} frames, got {speech.Length}.", nameof(speech));
        }

        Restart();
        var spoken = 0;
        for (var t = 0; t < speech.Length; t++)
        {
            speech[t] = Next(samples.Slice(t * FrameLength, FrameLength));
            spoken += speech[t] ? 1 : 0;
        }

        return spoken;
    }

    /// <summary>Mean square about the mean, so that an offset of the microphone is no sound.</summary>
    private static double Decibels(ReadOnlySpan<float> frame)
    {
        var mean = (double)TensorPrimitives.Average(frame);
        var power = (TensorPrimitives.SumOfSquares(frame) / (double)frame.Length) - (mean * mean);
        return 10 * Math.Log10(Math.Max(power, 1e-10));
    }

    private bool IsLoud(double decibels)
    {
        var floor = Floor(decibels);
        var level = Math.Max(_level, floor);
        _level = decibels > level ? level + (LevelRise * (decibels - level)) : Math.Max(floor, level - LevelFallDb);
        return decibels > LeastDb && decibels > floor + Math.Clamp(Share * (_level - floor), LeastMarginDb, MostMarginDb);
    }

    private double Floor(double decibels)
    {
        var tenth = _frames / FramesPerTenth % Tenths;
        _softest[tenth] = _frames % FramesPerTenth == 0 ? decibels : Math.Min(_softest[tenth], decibels);
        var softest = TensorPrimitives.Min<double>(_softest);

        // A recording may begin within a word: until two seconds are known, nothing louder than noise mostly is counts as noise.
        _frames++;
        return _frames < Tenths * FramesPerTenth ? Math.Min(softest, MostFirstFloorDb) : softest;
    }
}
