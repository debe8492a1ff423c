using System.Numerics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>Discrete Fourier transform of real values; numpy.fft.rfft and irfft. A power of two costs one complex transform of half the length.</summary>
/// <remarks>Allocates when made, never when called. One caller at a time: it owns its buffers; factors are shared between instances.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RealFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RealStockhamFft<T>? _fast;
    private readonly ComplexFft<T>? _whole;
    private readonly T[] _re = [];
    private readonly T[] _im = [];

    /// <param name="length">At least 1.</param>
    public RealFft(int length)
    {
        ElementTypes.RequireFloatOrDouble<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        if (int.IsPow2(length) && length >= 4 * System.Runtime.Intrinsics.Vector512<T>.Count)
        {
            _fast = new RealStockhamFft<T>(length);
        }
        else
        {
            (_whole, _re, _im) = (new ComplexFft<T>(length), new T[length], new T[length]);
        }
    }

    public int Length { get; }

    /// <summary>Length / 2 + 1.</summary>
    public int Bins => (Length / 2) + 1;

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / Length), unscaled.</summary>
    /// <param name="samples">[Length].</param>
    /// <param name="re">[Bins].</param>
    /// <param name="im">[Bins].</param>
    public void Forward(ReadOnlySpan<T> samples, Span<T> re, Span<T> im)
    {
        Require(samples.Length, Length, "samples");
        Require(re.Length, Bins, "bins");
        Require(im.Length, Bins, "bins");
        if (_fast is not null)
        {
            _fast.Load(samples);
            _fast.Spectrum(re, im);
            return;
        }

        samples.CopyTo(_re);
        _im.AsSpan().Clear();
        _whole!.Forward(_re, _im);
        _re.AsSpan(0, Bins).CopyTo(re);
        _im.AsSpan(0, Bins).CopyTo(im);
    }

    /// <summary>|X[k]|^2 of samples times a window.</summary>
    /// <param name="samples">[Length].</param>
    /// <param name="window">[Length].</param>
    /// <param name="power">[Bins].</param>
    public void Power(ReadOnlySpan<float> samples, ReadOnlySpan<T> window, Span<T> power)
    {
        Require(power.Length, Bins, "bins");
        if (Window(samples, window))
        {
            _fast!.Power(power);
            return;
        }

        for (var k = 0; k < Bins; k++)
        {
            power[k] = (_re[k] * _re[k]) + (_im[k] * _im[k]);
        }
    }

    /// <summary><see cref="Forward"/> of samples times a window.</summary>
    /// <param name="samples">[Length].</param>
    /// <param name="window">[Length].</param>
    /// <param name="re">[Bins].</param>
    /// <param name="im">[Bins].</param>
    public void Forward(ReadOnlySpan<float> samples, ReadOnlySpan<T> window, Span<T> re, Span<T> im)
    {
        Require(re.Length, Bins, "bins");
        Require(im.Length, Bins, "bins");
        if (Window(samples, window))
        {
            _fast!.Spectrum(re, im);
            return;
        }

        _re.AsSpan(0, Bins).CopyTo(re);
        _im.AsSpan(0, Bins).CopyTo(im);
    }

    /// <summary>The inverse of <see cref="Forward(ReadOnlySpan{T}, Span{T}, Span{T})"/>, divided by the length; the imaginary parts of the ends count as 0.</summary>
    /// <param name="re">[Bins].</param>
    /// <param name="im">[Bins].</param>
    /// <param name="samples">[Length].</param>
    public void Inverse(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> samples)
    {
        Require(re.Length, Bins, "bins");
        Require(im.Length, Bins, "bins");
        Require(samples.Length, Length, "samples");
        if (_fast is not null)
        {
            _fast.Inverse(re, im, samples);
            return;
        }

        for (var k = 0; k < Bins; k++)
        {
            var mirrored = k == 0 ? 0 : Length - k;
            var imaginary = mirrored == k || k == 0 ? T.Zero : im[k];
            (_re[mirrored], _im[mirrored]) = (re[k], -imaginary);
            (_re[k], _im[k]) = (re[k], imaginary);
        }

        _whole!.Inverse(_re, _im);
        _re.AsSpan().CopyTo(samples);
    }

    private bool Window(ReadOnlySpan<float> samples, ReadOnlySpan<T> window)
    {
        Require(samples.Length, Length, "samples");
        Require(window.Length, Length, "window values");
        if (_fast is not null)
        {
            _fast.Load(samples, window);
            return true;
        }

        for (var n = 0; n < Length; n++)
        {
            _re[n] = T.CreateTruncating(samples[n]) * window[n];
        }

        _im.AsSpan().Clear();
        _whole!.Forward(_re, _im);
        return false;
    }

    private static void Require(int got, int expected, string what)
    {
        if (got != expected)
        {
            throw new ArgumentException($"This transform takes {expected} {what}, got {got}.");
        }
    }
}
