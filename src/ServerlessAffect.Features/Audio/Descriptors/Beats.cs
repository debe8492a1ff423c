using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Rhythm;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Onset strength, tempo and beats from rises of the mel spectrogram; librosa.onset.onset_strength and beat.beat_track.</summary>
internal sealed class Beats
{
    private const int Shift = AudioClip.FrameLength / (2 * AudioClip.HopLength);

    private Beats(float[] onsets, double tempo, int[] frames)
    {
        (Onsets, Tempo, Frames) = (onsets, tempo, frames);
    }

    /// <summary>[frames].</summary>
    public float[] Onsets { get; }

    /// <summary>Beats per minute; 0 without an onset.</summary>
    public double Tempo { get; }

    /// <summary>Frame numbers, rising.</summary>
    public int[] Frames { get; }

    /// <param name="median">Onsets are medians over bands, as beat_track takes them of samples; otherwise means.</param>
    public static Beats Of(AudioClip clip, bool median)
    {
        var options = new MelOptions();
        var decibels = Levels.OfPower(clip.Mel(options), relative: false);
        var onsets = new float[clip.Frames];
        if (median)
        {
            OnsetStrength.Median(decibels, options.NMels, Shift, onsets);
        }
        else
        {
            OnsetStrength.Mean(decibels, options.NMels, Shift, onsets);
        }

        var tempo = new Tempo(clip.SampleRate, AudioClip.HopLength).Estimate(onsets);
        var frames = new int[BeatTracker.MaxBeats(onsets.Length)];
        var count = BeatTracker.Track(onsets, (double)clip.SampleRate / AudioClip.HopLength, tempo, frames);
        return new Beats(onsets, tempo, frames[..count]);
    }
}
