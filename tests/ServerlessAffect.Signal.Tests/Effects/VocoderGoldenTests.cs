using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Effects;

public sealed class VocoderGoldenTests
{
    /// <summary>Trains of pulses, where a phase is chance: librosa's single and double precision differ by as much (README of the golden audio).</summary>
    private const string Chaotic = "impulses";

    [SkippableFact]
    public void A_stretched_clip_has_librosas_length_and_spectrum()
    {
        var compared = 0;
        foreach (var clip in Clips())
        {
            if (clip.Find("time_stretch_0p8")?.Floats is { } expected)
            {
                var stretch = new TimeStretch(0.8);
                Assert.Equal(expected.Length, stretch.Length(clip.Samples.Length));
                var stretched = new float[expected.Length];
                stretch.Apply(clip.Samples, stretched);
                var ratio = SpectralSnr(expected, stretched);
                Assert.True(ratio >= 30, $"{clip}: {ratio:F1} dB.");
                var difference = MedianCepstralDifference(expected, stretched);
                Assert.True(difference <= 0.1, $"{clip}: half of the cepstral coefficients differ by more than {difference}.");
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    [SkippableFact]
    public void A_shifted_clip_has_librosas_spectrum_with_one_of_its_resamplers()
    {
        var compared = 0;
        foreach (var clip in Clips())
        {
            if (clip.Find("pitch_shift_0p7")?.Floats is { } expected)
            {
                var shifted = new float[clip.Samples.Length];
                new PitchShift(0.7).Apply(clip.Samples, shifted);
                var ratios = new[] { expected, clip.Find("pitch_shift_0p7_kaiser_best")?.Floats }.OfType<float[]>().Select(e => SpectralSnr(e, shifted));
                Assert.True(ratios.Max() >= 25, $"{clip}: {string.Join(' ', ratios.Select(r => r.ToString("F1")))} dB.");
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    private static IEnumerable<GoldenClip> Clips()
        => GoldenClip.All().Where(clip => !clip.Name.Contains(Chaotic, StringComparison.Ordinal) && clip.Samples.Any(s => s != 0));

    private static double MedianCepstralDifference(float[] expected, float[] actual)
    {
        var mfcc = new Mfcc<float>(GoldenClip.SampleRate);
        var (e, a) = (new float[20 * mfcc.Frames(expected.Length)], new float[20 * mfcc.Frames(actual.Length)]);
        mfcc.Compute(expected, e);
        mfcc.Compute(actual, a);
        return e.Zip(a, (x, y) => Math.Abs(x - y)).Order().ElementAt(e.Length / 2);
    }

    /// <summary>10 log10 of the energy of the expected magnitudes over that of the difference, all STFT cells together.</summary>
    private static double SpectralSnr(float[] expected, float[] actual)
    {
        var stft = new Stft<float>(new StftOptions());
        var size = stft.Frames(expected.Length) * stft.Bins;
        var (e, a) = (new float[size], new float[size]);
        stft.Power(expected, e);
        stft.Power(actual, a);
        var (signal, difference) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            var (x, y) = (Math.Sqrt(e[i]), Math.Sqrt(a[i]));
            signal += x * x;
            difference += (x - y) * (x - y);
        }

        return 10 * Math.Log10(signal / difference);
    }
}
