using ServerlessAffect.Features.Npz;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>The short-time Fourier transform, counted in double and kept in single as librosa does; librosa.stft.</summary>
internal sealed class ComplexSpectrum
{
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly int _frames;

    public ComplexSpectrum(AudioClip clip)
    {
        var stft = new Stft<double>(new StftOptions());
        _frames = clip.Frames;
        (_re, _im) = (new double[_frames * AudioClip.Bins], new double[_frames * AudioClip.Bins]);
        stft.Transform(clip.Samples, _re, _im);
    }

    /// <summary>[bins, frames].</summary>
    public NpyArray Re => Rows(_re);

    /// <summary>[bins, frames].</summary>
    public NpyArray Im => Rows(_im);

    private NpyArray Rows(double[] byFrame)
    {
        var rows = new float[byFrame.Length];
        for (var frame = 0; frame < _frames; frame++)
        {
            for (var bin = 0; bin < AudioClip.Bins; bin++)
            {
                rows[(bin * _frames) + frame] = (float)byFrame[(frame * AudioClip.Bins) + bin];
            }
        }

        return new NpyArray(rows, AudioClip.Bins, _frames);
    }
}
