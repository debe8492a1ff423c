using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Tests.Transforms;

namespace ServerlessAffect.Signal.Tests.Spectra;

public class SpectrogramTests
{
    [Theory]
    [InlineData(2048, 512, 40_000)]
    [InlineData(1024, 512, 9_000)]
    [InlineData(512, 100, 3_000)]
    [InlineData(100, 30, 1_000)]
    public void Blocks_of_sixteen_frames_hold_the_frames_of_the_transform(int nFft, int hop, int length)
    {
        var samples = Spectrum.Values<float>(length, 8);
        var options = new StftOptions { NFft = nFft, HopLength = hop };
        var stft = new Stft<double>(options);
        var frames = stft.Frames(length);
        var power = new double[frames * stft.Bins];
        stft.Power(samples, power);

        CheckBlocks(new PowerSpectrogram<float>(options), samples, power, stft.Bins);
        CheckBlocks(new PowerSpectrogram<double>(options), samples, power, stft.Bins);
    }

    [Fact]
    public void Power_is_the_square_of_the_spectrum()
    {
        var samples = Spectrum.Values<float>(5000, 9);
        var stft = new Stft<double>(new StftOptions());
        var size = stft.Frames(samples.Length) * stft.Bins;
        var (re, im, power) = (new double[size], new double[size], new double[size]);
        stft.Transform(samples, re, im);
        stft.Power(samples, power);
        Assert.All(Enumerable.Range(0, size), i => Assert.Equal((re[i] * re[i]) + (im[i] * im[i]), power[i], 1e-9));
    }

    [Fact]
    public void A_short_window_is_centred_and_a_long_one_refused()
    {
        var options = new StftOptions { NFft = 64, HopLength = 16, Window = Enumerable.Repeat(1.0, 32).ToArray() };
        var stft = new Stft<double>(options);
        var samples = new float[64];
        samples.AsSpan(0, 16).Fill(1);
        var power = new double[stft.Frames(64) * stft.Bins];
        stft.Power(samples, power);
        Assert.Equal(16 * 16, power[0], 1e-9);
        Assert.Throws<ArgumentException>(() => new Stft<float>(options with { NFft = 16 }));
    }

    [Fact]
    public void Nothing_is_allocated_by_a_call()
    {
        var samples = Spectrum.Values<float>(40_000, 10);
        var stft = new Stft<float>(new StftOptions());
        var size = stft.Frames(samples.Length) * stft.Bins;
        var (re, im) = (new float[size], new float[size]);
        var power = new PowerSpectrogram<double>(new StftOptions());
        var block = new float[power.BlockLength];
        AllocationFree.Check(() =>
        {
            stft.Transform(samples, re, im);
            stft.Power(samples, re);
            power.Block(samples, 16, block);
        });
    }

    private static void CheckBlocks<T>(PowerSpectrogram<T> spectrogram, float[] samples, double[] expected, int bins)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var block = new float[spectrogram.BlockLength];
        var frames = spectrogram.Frames(samples.Length);
        var largest = expected.Max();
        for (var first = 0; first < frames; first += FrameLanes.Count)
        {
            spectrogram.Block(samples, first, block);
            for (var lane = 0; lane < FrameLanes.Count; lane++)
            {
                for (var bin = 0; bin < bins; bin++)
                {
                    var value = first + lane < frames ? expected[((first + lane) * bins) + bin] : 0;
                    Assert.Equal(value, block[(bin * FrameLanes.Count) + lane], 1e-5 * largest);
                }
            }
        }
    }
}
