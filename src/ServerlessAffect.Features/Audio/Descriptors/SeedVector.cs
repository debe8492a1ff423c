using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>
/// The vector of a published speech study, 27 values a frame of the 2.5 s that start at 0.6 s: 2,916 where the recording is long enough. For one caller at
/// a time.
/// </summary>
/// <remarks>
/// Its order: zero crossing rate and rms of every frame; 20 coefficients of the first frame, then of the second, …; of "modulation" band 0 every frame,
/// then of band 1, …. A shorter crop gives a shorter vector, in which every block but the first starts at another place.
/// </remarks>
public sealed class SeedVector
{
    /// <summary>Values of a frame.</summary>
    public const int PerFrame = 2 + Coefficients + ModulationBands;

    private const int Coefficients = 20;
    private const int AuditoryBands = 19;
    private const int ModulationBands = 5;
    private const double Offset = 0.6;
    private const double Duration = 2.5;
    private readonly Mfcc<float> _mfcc;
    private readonly MelSpectrogram<float> _auditory;
    private readonly MelFilterBank _modulation;
    private HilbertEnvelope? _hilbert;
    private float[] _room = [];
    private double[] _rates = [];
    private ulong[] _crossings = [];

    /// <param name="sampleRate">Hz.</param>
    public SeedVector(int sampleRate)
    {
        SampleRate = sampleRate;
        _mfcc = new Mfcc<float>(sampleRate, Coefficients);
        _auditory = new MelSpectrogram<float>(sampleRate, new StftOptions { NFft = 1024 }, new MelOptions { NMels = AuditoryBands });

        // melspectrogram(S=…) takes n_fft from the number of rows: 2 (19 - 1).
        _modulation = new MelFilterBank(sampleRate, 2 * (AuditoryBands - 1), new MelOptions { NMels = ModulationBands });
    }

    public int SampleRate { get; }

    /// <summary>Where the crop lies in a recording (samples); librosa.load(offset=0.6, duration=2.5).</summary>
    public (int Start, int End) Crop(int samples)
    {
        var start = Math.Min(samples, (int)(Offset * SampleRate));
        return (start, Math.Min(samples, start + (int)(Duration * SampleRate)));
    }

    /// <summary>Values of a crop of so many samples.</summary>
    public static int Length(int cropSamples) => PerFrame * AudioClip.Framing.Frames(cropSamples);

    /// <param name="crop">Mono, not empty.</param>
    /// <param name="vector">[27 frames].</param>
    public void Compute(ReadOnlySpan<float> crop, Span<float> vector)
    {
        var frames = AudioClip.Framing.Frames(crop.Length);
        Reserve(crop.Length, frames);
        ZeroCrossingRate.Compute(crop, _crossings.AsSpan(0, (crop.Length / 64) + 1), _rates.AsSpan(0, frames));
        TensorPrimitives.ConvertTruncating<double, float>(_rates.AsSpan(0, frames), vector);
        RootMeanSquare.Compute(crop, vector.Slice(frames, frames));

        var mfcc = _room.AsSpan(0, Coefficients * frames);
        _mfcc.Compute(crop, mfcc);
        var byFrame = vector.Slice(2 * frames, mfcc.Length);
        for (var c = 0; c < Coefficients; c++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                byFrame[(frame * Coefficients) + c] = mfcc[(c * frames) + frame];
            }
        }

        var auditory = _room.AsSpan(0, AuditoryBands * frames);
        Modulate(crop, auditory, auditory, vector[((2 + Coefficients) * frames)..]);
    }

    /// <summary>The last block and what it is made of.</summary>
    /// <param name="crop">Mono, not empty.</param>
    /// <param name="auditory">[19, frames].</param>
    /// <param name="envelopes">[19, frames]; may be <paramref name="auditory"/>.</param>
    /// <param name="modulation">[5, frames].</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TooShort"/>: an empty crop.</exception>
    public void Modulate(ReadOnlySpan<float> crop, Span<float> auditory, Span<float> envelopes, Span<float> modulation)
    {
        var frames = AudioClip.Framing.Frames(crop.Length);
        if (_hilbert?.Length != frames)
        {
            _hilbert = new HilbertEnvelope(frames);
        }

        _auditory.Compute(crop, auditory);
        var band = 0;
        for (; band < AuditoryBands - 1; band += 2)
        {
            _hilbert.Compute(
                auditory.Slice(band * frames, frames),
                auditory.Slice((band + 1) * frames, frames),
                envelopes.Slice(band * frames, frames),
                envelopes.Slice((band + 1) * frames, frames));
        }

        _hilbert.Compute(auditory.Slice(band * frames, frames), envelopes.Slice(band * frames, frames));

        _modulation.Apply(envelopes, frames, modulation);
    }

    private void Reserve(int samples, int frames)
    {
        if (samples == 0)
        {
            throw new AffectException(ErrorCodes.TooShort, $"This vector is of the {Duration} s after the first {Offset} s, and the recording ends before: use a longer one.");
        }

        if (_room.Length < Coefficients * frames || _crossings.Length <= samples / 64)
        {
            (_room, _rates, _crossings) = (new float[Coefficients * frames], new double[frames], new ulong[(samples / 64) + 1]);
        }
    }
}
