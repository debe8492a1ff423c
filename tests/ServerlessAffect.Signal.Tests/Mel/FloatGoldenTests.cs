using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Mel;

/// <summary>The fast kernels, which count in float where librosa's transform counts in double.</summary>
public class FloatGoldenTests
{
    [SkippableFact]
    public void Spectra_mel_bands_and_coefficients_in_float_are_librosas_on_every_golden_clip()
    {
        var differences = new List<string?>();
        foreach (var clip in GoldenClip.All())
        {
            differences.Add(Compare(clip, "mel128", new MelSpectrogram<float>(GoldenClip.SampleRate, new StftOptions(), new MelOptions()).Compute, 128));
            foreach (var count in new[] { 12, 13, 20, 40 })
            {
                differences.Add(Compare(clip, $"mfcc{count}", new Mfcc<float>(GoldenClip.SampleRate, count).Compute, count));
            }

            differences.Add(Compare(clip, "mfcc13_lifter22", new Mfcc<float>(GoldenClip.SampleRate, 13, lifter: 22).Compute, 13));
            differences.AddRange(CompareSpectrum(clip));
        }

        Assert.True(differences.TrueForAll(d => d is null), string.Join('\n', differences.Where(d => d is not null)));
    }

    private delegate void Kernel(ReadOnlySpan<float> samples, Span<float> values);

    private static string? Compare(GoldenClip clip, string array, Kernel kernel, int rows)
    {
        var values = new float[rows * new Framing(2048, 512).Frames(clip.Samples.Length)];
        kernel(clip.Samples, values);
        return GoldenTolerance.Differs(clip, array, clip.Find(array)!, Array.ConvertAll(values, v => (double)v));
    }

    private static IEnumerable<string?> CompareSpectrum(GoldenClip clip)
    {
        var stft = new Stft<float>(new StftOptions());
        var frames = stft.Frames(clip.Samples.Length);
        var (re, im) = (new float[frames * stft.Bins], new float[frames * stft.Bins]);
        stft.Transform(clip.Samples, re, im);
        foreach (var (name, values) in new[] { ("stft_re", re), ("stft_im", im) })
        {
            var rows = Enumerable.Range(0, values.Length).Select(i => values[(i % frames * stft.Bins) + (i / frames)]).ToArray();
            yield return GoldenTolerance.Differs(clip, name, clip.Find(name)!, GoldenFrames.Kept(clip, name, rows, [stft.Bins, frames]));
        }
    }
}
