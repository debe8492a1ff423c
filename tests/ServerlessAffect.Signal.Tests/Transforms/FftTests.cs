using System.Numerics;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Tests.Transforms;

public class FftTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 8, 16, 18, 31, 32, 64, 100, 108, 128, 256, 512, 1000, 1024, 2048];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_complex_transform_equals_its_definition(int length)
    {
        CheckComplex<float>(length, 3e-7 * length);
        CheckComplex<double>(length, 1e-14 * length);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_real_transform_equals_its_definition(int length)
    {
        CheckReal<float>(length, 3e-7 * length);
        CheckReal<double>(length, 1e-14 * length);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Inverse_transforms_give_back_what_went_in(int length)
    {
        CheckInverse<float>(length, 2e-6);
        CheckInverse<double>(length, 1e-14 * 20);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(108)]
    [InlineData(2048)]
    public void Energy_is_kept(int length)
    {
        var samples = Spectrum.Values<double>(length, 3);
        var fft = new ComplexFft<double>(length);
        var (re, im) = (samples.ToArray(), new double[length]);
        fft.Forward(re, im);
        Assert.Equal(samples.Sum(x => x * x), re.Zip(im, (a, b) => (a * a) + (b * b)).Sum() / length, 1e-10);
    }

    [Fact]
    public void Power_and_spectrum_of_windowed_samples_agree_with_the_plain_transform()
    {
        foreach (var length in new[] { 50, 256, 2048 })
        {
            CheckWindowed<float>(length, 1e-3);
            CheckWindowed<double>(length, 1e-9);
        }
    }

    [Fact]
    public void Nothing_is_allocated_by_a_call()
    {
        var samples = Spectrum.Values<float>(2048, 4);
        var window = Spectrum.Values<float>(2048, 5);
        var (re, im, power) = (new float[1025], new float[1025], new float[1025]);
        var fft = new RealFft<float>(2048);
        var other = new ComplexFft<float>(108);
        var (re2, im2) = (new float[108], new float[108]);
        AllocationFree.Check(() =>
        {
            fft.Forward(samples, re, im);
            fft.Forward(samples, window, re, im);
            fft.Power(samples, window, power);
            fft.Inverse(re, im, samples);
            other.Forward(re2, im2);
        });
    }

    [Fact]
    public void A_wrong_length_is_refused_in_words()
    {
        var error = Assert.Throws<ArgumentException>(() => new RealFft<float>(64).Forward(new float[63], new float[33], new float[33]));
        Assert.Contains("64", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ComplexFft<float>(64).Forward(new float[64], new float[63]));
        Assert.Throws<NotSupportedException>(() => new ComplexFft<Half>(64));
    }

    private static void CheckComplex<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (re, im) = (Spectrum.Values<T>(length, 1), Spectrum.Values<T>(length, 2));
        var expected = Spectrum.Of(Spectrum.Join<T>(re, im));
        new ComplexFft<T>(length).Forward(re, im);
        Spectrum.AssertClose(expected, Spectrum.Join<T>(re, im), tolerance);
    }

    private static void CheckReal<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var samples = Spectrum.Values<T>(length, 1);
        var fft = new RealFft<T>(length);
        var (re, im) = (new T[fft.Bins], new T[fft.Bins]);
        fft.Forward(samples, re, im);
        Spectrum.AssertClose(Spectrum.Of(Spectrum.Join<T>(samples, new T[length]))[..fft.Bins], Spectrum.Join<T>(re, im), tolerance);
    }

    private static void CheckInverse<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var samples = Spectrum.Values<T>(length, 1);
        var fft = new RealFft<T>(length);
        var (re, im, back) = (new T[fft.Bins], new T[fft.Bins], new T[length]);
        fft.Forward(samples, re, im);
        fft.Inverse(re, im, back);
        Spectrum.AssertClose(Spectrum.Join<T>(samples, new T[length]), Spectrum.Join<T>(back, new T[length]), tolerance);
        var (a, b) = (samples.ToArray(), Spectrum.Values<T>(length, 2));
        var whole = new ComplexFft<T>(length);
        whole.Forward(a, b);
        whole.Inverse(a, b);
        Spectrum.AssertClose(Spectrum.Join<T>(samples, Spectrum.Values<T>(length, 2)), Spectrum.Join<T>(a, b), tolerance);
    }

    private static void CheckWindowed<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (samples, window) = (Spectrum.Values<float>(length, 1), Spectrum.Values<T>(length, 2));
        var fft = new RealFft<T>(length);
        var (re, im, power) = (new T[fft.Bins], new T[fft.Bins], new T[fft.Bins]);
        fft.Forward(samples, window, re, im);
        fft.Power(samples, window, power);
        var expected = Spectrum.Of([.. samples.Zip(window, (x, w) => new Complex(x * double.CreateChecked(w), 0))])[..fft.Bins];
        Spectrum.AssertClose(expected, Spectrum.Join<T>(re, im), tolerance);
        Spectrum.AssertClose([.. expected.Select(e => new Complex(e.Magnitude * e.Magnitude, 0))], Spectrum.Join<T>(power, new T[fft.Bins]), tolerance);
    }
}
