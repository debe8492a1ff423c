using System.Numerics;
using System.Numerics.Tensors;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Signal.Mel;

/// <summary>Mel-frequency cepstral coefficients; librosa.feature.mfcc.</summary>
/// <remarks>Allocates when made and for a clip longer than any before, never otherwise. One caller at a time.</remarks>
/// <typeparam name="T">What the transform counts in: float, or double as librosa does.</typeparam>
public sealed class Mfcc<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const float Range = 80;
    private readonly MelSpectrogram<T> _mel;
    private readonly Cepstrum _cepstrum;
    private float[] _decibels = [];

    /// <param name="sampleRate">Hz.</param>
    /// <param name="nMfcc">Coefficients, from 1 to the number of mel bands.</param>
    /// <param name="lifter">0: none.</param>
    public Mfcc(double sampleRate, int nMfcc = 20, int lifter = 0, StftOptions? stft = null, MelOptions? mel = null)
    {
        _mel = new MelSpectrogram<T>(sampleRate, stft ?? new StftOptions(), mel ?? new MelOptions());
        _cepstrum = new Cepstrum(nMfcc, _mel.NMels, lifter);
    }

    public int NMfcc => _cepstrum.NMfcc;

    public int Frames(int samples) => _mel.Frames(samples);

    /// <param name="samples">Mono; the floor is 80 dB below the loudest band of these.</param>
    /// <param name="mfcc">[NMfcc, frames].</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> mfcc)
    {
        var frames = Frames(samples.Length);
        if (_decibels.Length < _mel.NMels * frames)
        {
            _decibels = GC.AllocateUninitializedArray<float>(_mel.NMels * frames);
        }

        var decibels = _decibels.AsSpan(0, _mel.NMels * frames);
        if (decibels.IsEmpty)
        {
            return;
        }

        _mel.Compute(samples, decibels);
        Decibels.FromPower(decibels, decibels);
        _cepstrum.Compute(decibels, frames, TensorPrimitives.Max<float>(decibels) - Range, mfcc);
    }
}
