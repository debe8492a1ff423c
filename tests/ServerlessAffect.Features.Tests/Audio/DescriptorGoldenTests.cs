using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Descriptors;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Features.Tests.Audio;

public sealed class DescriptorGoldenTests
{
    [SkippableFact]
    public void Every_descriptor_is_librosas_on_every_golden_clip()
    {
        var differences = new List<string>();
        var compared = new HashSet<string>();
        foreach (var clip in GoldenClip.All())
        {
            using var sound = new AudioClip(clip.Samples, GoldenClip.SampleRate);
            foreach (var descriptor in AudioDescriptors.Reference.Where(d => !Elsewhere(d.Name)))
            {
                if (clip.Find(descriptor.Name) is { } expected && !GoldenTolerance.IsSkipped(clip, descriptor.Name))
                {
                    compared.Add(descriptor.Name);
                    var array = descriptor.Compute(sound);
                    var actual = GoldenFrames.Kept(clip, descriptor.Name, array.Data, array.Shape);
                    if (GoldenTolerance.Differs(clip, descriptor.Name, expected, actual) is { } difference)
                    {
                        differences.Add(difference);
                    }
                }
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.NotEmpty(compared);

        // Another set may hold fewer arrays; the one that stands beside the checkout has them all.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AFFECT_GOLDEN")))
        {
            Assert.Equal(AudioDescriptors.Reference.Select(d => d.Name).Where(name => !Elsewhere(name)).Order(), compared.Order());
        }
    }

    [SkippableFact]
    public void What_librosa_refuses_is_refused()
    {
        foreach (var clip in GoldenClip.All())
        {
            using var sound = new AudioClip(clip.Samples, GoldenClip.SampleRate);
            foreach (var name in clip.Raised.Where(name => AudioDescriptors.Reference.Any(d => d.Name == name)))
            {
                Assert.Equal(ErrorCodes.TooShort, Assert.Throws<AffectException>(() => AudioDescriptors.Find(name).Compute(sound)).Code);
            }
        }
    }

    /// <summary>Judged by shares of frames and by signal-to-noise ratios in the tests of their kernels.</summary>
    private static bool Elsewhere(string name) => name is "stft_frames" or "time_stretch_0p8"
        || name.StartsWith("pyin_", StringComparison.Ordinal) || name.StartsWith("pitch_shift_", StringComparison.Ordinal);
}
