using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Tests.Transforms;

namespace ServerlessAffect.Signal.Tests.Mel;

public class MelTests
{
    private const int SampleRate = 22_050;

    public static TheoryData<MelOptions> Banks =>
    [
        new MelOptions(),
        new MelOptions { FMax = 8000 },
        new MelOptions { NMels = 64, Scale = MelScale.Htk, EqualArea = false },
        new MelOptions { NMels = 5, FMin = 300 },
    ];

    [Theory]
    [InlineData(MelScale.Slaney, 1000, 15)]
    [InlineData(MelScale.Htk, 1000, 999.99)]
    public void One_kilohertz_is_where_the_scales_have_it(MelScale scale, double hz, double mel)
    {
        Assert.Equal(mel, MelFrequencies.FromHz(hz, scale), 0.01);
        foreach (var frequency in new[] { 0.0, 80, 999, 1000, 1001, 9000 })
        {
            Assert.Equal(frequency, MelFrequencies.ToHz(MelFrequencies.FromHz(frequency, scale), scale), 1e-9 * 9000);
        }
    }

    [Theory]
    [MemberData(nameof(Banks))]
    public void Weights_are_the_triangles_of_the_definition(MelOptions options)
    {
        var bank = new MelFilterBank(SampleRate, 2048, options);
        var weights = bank.ToDense();
        var corners = MelFrequencies.Spaced(options.NMels + 2, options.FMin, options.FMax ?? SampleRate / 2.0, options.Scale);
        for (var m = 0; m < options.NMels; m++)
        {
            for (var k = 0; k < bank.Bins; k++)
            {
                var hz = (double)k * SampleRate / 2048;
                var triangle = Math.Max(0, Math.Min((hz - corners[m]) / (corners[m + 1] - corners[m]), (corners[m + 2] - hz) / (corners[m + 2] - corners[m + 1])));
                Assert.Equal(triangle * (options.EqualArea ? 2 / (corners[m + 2] - corners[m]) : 1), weights[(m * bank.Bins) + k], 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Banks))]
    public void Any_number_of_frames_gives_the_same_as_frame_by_frame(MelOptions options)
    {
        var bank = new MelFilterBank(SampleRate, 512, options);
        var one = new float[bank.NMels];
        foreach (var frames in new[] { 1, 3, 16, 17 })
        {
            var spectrum = Spectrum.Values<float>(bank.Bins * frames, 11);
            var mel = new float[bank.NMels * frames];
            bank.Apply(spectrum, frames, mel);
            for (var frame = 0; frame < frames; frame++)
            {
                bank.Apply([.. Enumerable.Range(0, bank.Bins).Select(k => spectrum[(k * frames) + frame])], 1, one);
                Assert.All(Enumerable.Range(0, bank.NMels), m => Assert.Equal(one[m], mel[(m * frames) + frame], 1e-4));
            }
        }
    }

    [Fact]
    public void A_constant_has_no_coefficient_but_the_first()
    {
        var mfcc = new float[20 * 17];
        new Cepstrum(20, 128).Compute([.. Enumerable.Repeat(-30f, 128 * 17)], 17, -110, mfcc);
        Assert.All(mfcc[..17], c => Assert.Equal(-30 * Math.Sqrt(128), c, 1e-3));
        Assert.All(mfcc[17..], c => Assert.Equal(0, c, 1e-3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(33)]
    public void Coefficients_are_the_cosine_transform_of_what_is_above_the_floor(int frames)
    {
        const int Bands = 40;
        var decibels = Spectrum.Values<float>(Bands * frames, 12).Select(v => 50 * v).ToArray();
        var mfcc = new float[13 * frames];
        new Cepstrum(13, Bands, lifter: 22).Compute(decibels, frames, -20, mfcc);
        for (var n = 0; n < 13; n++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                var sum = Enumerable.Range(0, Bands).Sum(m => Math.Max(-20, decibels[(m * frames) + frame]) * Math.Cos(Math.PI * n * ((2 * m) + 1) / (2 * Bands)));
                var expected = sum * Math.Sqrt((n == 0 ? 1.0 : 2.0) / Bands) * (1 + (11 * Math.Sin(Math.PI * (n + 1) / 22)));
                Assert.Equal(expected, mfcc[(n * frames) + frame], 5e-3);
            }
        }
    }

    [Fact]
    public void Coefficients_of_samples_are_those_of_their_mel_spectrogram_in_float_and_in_double()
    {
        var samples = Spectrum.Values<float>(20_000, 13);
        var (mfcc, exact) = (new Mfcc<float>(SampleRate, 13), new Mfcc<double>(SampleRate, 13));
        var frames = mfcc.Frames(samples.Length);
        var (a, b) = (new float[13 * frames], new float[13 * frames]);
        mfcc.Compute(samples, a);
        exact.Compute(samples, b);
        Assert.All(Enumerable.Range(0, a.Length), i => Assert.Equal(b[i], a[i], 1e-3));
    }

    [Fact]
    public void Nothing_is_allocated_by_a_call()
    {
        var samples = Spectrum.Values<float>(40_000, 14);
        var mfcc = new Mfcc<float>(SampleRate);
        var coefficients = new float[20 * mfcc.Frames(samples.Length)];
        var mel = new MelSpectrogram<double>(SampleRate, new StftOptions(), new MelOptions());
        var bands = new float[128 * mel.Frames(samples.Length)];
        AllocationFree.Check(() =>
        {
            mfcc.Compute(samples, coefficients);
            mel.Compute(samples, bands);
        });
    }

    [Fact]
    public void Filters_out_of_order_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new MelFilterBank(SampleRate, 2048, new MelOptions { FMin = 5000, FMax = 4000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MelFilterBank(SampleRate, 2048, new MelOptions { NMels = 0 }));
        Assert.Throws<ArgumentException>(() => new MelFilterBank(SampleRate, 2048, new MelOptions()).Apply(new float[10], 1, new float[128]));
    }
}
