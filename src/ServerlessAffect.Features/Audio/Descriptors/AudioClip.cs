using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>A short piece of mono sound, and what several descriptors need of it, computed once when first wanted. Not for concurrent use.</summary>
public sealed class AudioClip : IDisposable
{
    /// <summary>Samples in a frame: librosa's n_fft and frame_length.</summary>
    public const int FrameLength = 2048;

    /// <summary>Samples between frames: librosa's hop_length.</summary>
    public const int HopLength = 512;

    private readonly Dictionary<MelOptions, float[]> _mel = [];
    private SpectrumBlocks? _power;
    private SpectrumBlocks? _magnitude;
    private float[]? _decibels;
    private float[]? _chroma;
    private double? _tuning;
    private ComplexSpectrum? _spectrum;
    private SeedArrays? _seed;
    private Beats? _beats;
    private Beats? _medianBeats;
    private (float[] F0, bool[] Voiced, float[] Probability)? _pyin;

    /// <param name="samples">Mono, finite; not copied. Everything that is relative to "the clip" is relative to these.</param>
    /// <param name="sampleRate">Hz.</param>
    public AudioClip(float[] samples, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        (Samples, SampleRate) = (samples, sampleRate);
    }

    public float[] Samples { get; }

    public int SampleRate { get; }

    /// <summary>1 + samples / hop; none where there are no samples.</summary>
    public int Frames => Framing.Frames(Samples.Length);

    public static int Bins => (FrameLength / 2) + 1;

    internal static Framing Framing => new(FrameLength, HopLength);

    internal SpectrumBlocks Power => _power ??= SpectrumBlocks.Power(Samples, new StftOptions());

    internal SpectrumBlocks Magnitude => _magnitude ??= Power.SquareRoots();

    internal ComplexSpectrum Spectrum => _spectrum ??= new ComplexSpectrum(this);

    internal SeedArrays Seed => _seed ??= SeedArrays.Of(this);

    internal Beats Beats => _beats ??= Beats.Of(this, median: false);

    internal Beats MedianBeats => _medianBeats ??= Beats.Of(this, median: true);

    internal (float[] F0, bool[] Voiced, float[] Probability) Pyin => _pyin ??= PitchTracks.Pyin(this);

    /// <summary>10 log10 of the default mel spectrogram, with no limit: [128, frames].</summary>
    internal ReadOnlySpan<float> MelDecibels
    {
        get
        {
            if (_decibels is null)
            {
                var mel = Mel(new MelOptions());
                _decibels = new float[mel.Length];
                Decibels.FromPower(mel, _decibels);
            }

            return _decibels;
        }
    }

    /// <summary>In twelfths of an octave.</summary>
    internal double Tuning => _tuning ??= TuningEstimate.Of(Power, SampleRate);

    /// <summary>[12, frames], with the estimated tuning.</summary>
    internal float[] Chroma => _chroma ??= ChromaStft.Compute(this, Tuning);

    /// <summary>Hz of a bin.</summary>
    internal double Frequency(int bin) => (double)bin * SampleRate / FrameLength;

    /// <returns>[bands, frames].</returns>
    internal float[] Mel(MelOptions options)
    {
        if (!_mel.TryGetValue(options, out var mel))
        {
            mel = MelBands.Compute(Power, new MelFilterBank(SampleRate, FrameLength, options));
            _mel.Add(options, mel);
        }

        return mel;
    }

    /// <summary>Gives back the memory of the spectra.</summary>
    public void Dispose()
    {
        _power?.Dispose();
        _magnitude?.Dispose();
        (_power, _magnitude) = (null, null);
    }
}
