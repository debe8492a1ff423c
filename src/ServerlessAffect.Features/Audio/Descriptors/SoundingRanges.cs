using ServerlessAffect.Features.Npz;
using ServerlessAffect.Signal.Trimming;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>What is within 20 dB of the loudest frame (samples); librosa.effects.trim and split.</summary>
internal static class SoundingRanges
{
    private static readonly SilenceOptions Options = new() { TopDb = 20 };

    public static SampleRange Trimmed(AudioClip clip) => Silence.Trim(clip.Samples, Options);

    /// <returns>[ranges, 2].</returns>
    public static NpyArray Split(AudioClip clip)
    {
        var ranges = new SampleRange[Silence.MaxRanges(clip.Samples.Length, Options)];
        var count = Silence.Split(clip.Samples, ranges, Options);
        var bounds = new int[2 * count];
        for (var i = 0; i < count; i++)
        {
            (bounds[2 * i], bounds[(2 * i) + 1]) = (ranges[i].Start, ranges[i].End);
        }

        return new NpyArray(bounds, count, 2);
    }
}
