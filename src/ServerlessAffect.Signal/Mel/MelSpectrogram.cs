using System.Numerics;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Mel;

/// <summary>Power in mel bands; librosa.feature.melspectrogram.</summary>
/// <remarks>Allocates when made, never when called. One caller at a time.</remarks>
/// <typeparam name="T">What the transform counts in: float, or double as librosa does.</typeparam>
public sealed class MelSpectrogram<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PowerSpectrogram<T> _power;
    private readonly MelFilterBank _bank;
    private readonly AlignedBuffer<float> _block;
    private readonly AlignedBuffer<float> _mel;

    /// <param name="sampleRate">Hz.</param>
    public MelSpectrogram(double sampleRate, StftOptions stft, MelOptions mel)
    {
        ArgumentNullException.ThrowIfNull(stft);
        _power = new PowerSpectrogram<T>(stft);
        _bank = new MelFilterBank(sampleRate, stft.NFft, mel);
        (_block, _mel) = (new(_power.BlockLength), new(_bank.NMels * FrameLanes.Count));
    }

    public int NMels => _bank.NMels;

    public int Frames(int samples) => _power.Frames(samples);

    /// <param name="samples">Mono.</param>
    /// <param name="mel">[NMels, frames].</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> mel)
    {
        var frames = Frames(samples.Length);
        if (mel.Length != NMels * frames)
        {
            throw new ArgumentException($"Expected room for {NMels} x {frames} values, got {mel.Length}.", nameof(mel));
        }

        for (var first = 0; first < frames; first += FrameLanes.Count)
        {
            _power.Block(samples, first, _block.Span);
            _bank.Apply(_block.Span, FrameLanes.Count, _mel.Span);
            for (var m = 0; m < NMels; m++)
            {
                FrameLanes.Store(Vector512.Create<float>(_mel.Span.Slice(m * FrameLanes.Count, FrameLanes.Count)), mel.Slice(m * frames, frames), first);
            }
        }
    }
}
