using ServerlessAffect.Signal.Transforms;
using ServerlessAffect.Signal.Windows;

namespace ServerlessAffect.Signal.Tests.Transforms;

public class EnvelopeTests
{
    [Theory]
    [InlineData(108)]
    [InlineData(75)]
    [InlineData(128)]
    public void The_envelope_of_a_tone_is_its_amplitude(int length)
    {
        var values = Enumerable.Range(0, length).Select(n => 0.7f * MathF.Cos(2 * MathF.PI * 5 * n / length)).ToArray();
        var envelope = new float[length];
        new HilbertEnvelope(length).Compute(values, envelope);
        Assert.All(envelope, e => Assert.Equal(0.7, e, 1e-5));
    }

    [Fact]
    public void Two_rows_at_once_are_each_on_its_own()
    {
        var (a, b) = (Spectrum.Values<float>(108, 1), Spectrum.Values<float>(108, 2));
        var (x, y, alone) = (new float[108], new float[108], new float[108]);
        var hilbert = new HilbertEnvelope(108);
        hilbert.Compute(a, b, x, y);
        hilbert.Compute(a, alone);
        Assert.All(Enumerable.Range(0, 108), n => Assert.Equal(alone[n], x[n], 1e-6));
        hilbert.Compute(b, alone);
        Assert.All(Enumerable.Range(0, 108), n => Assert.Equal(alone[n], y[n], 1e-6));
    }

    [Fact]
    public void The_cosine_basis_is_orthonormal()
    {
        var basis = Dct.OrthonormalBasis(32, 32);
        for (var a = 0; a < 32; a++)
        {
            for (var b = 0; b < 32; b++)
            {
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, 32).Sum(n => basis[(a * 32) + n] * basis[(b * 32) + n]), 1e-5);
            }
        }
    }

    [Fact]
    public void Periodic_windows_go_on_where_symmetric_ones_return()
    {
        Assert.Equal([0, 0.5, 1, 0.5], CosineWindows.Hann(4).Select(w => Math.Round(w, 12)));
        Assert.Equal([0, 1, 0], CosineWindows.Hann(3, periodic: false).Select(w => Math.Round(w, 12)));
        Assert.Equal(0.08, CosineWindows.Hamming(16)[0], 1e-12);
        Assert.Equal([1.0], CosineWindows.Hann(1, periodic: false));
    }
}
