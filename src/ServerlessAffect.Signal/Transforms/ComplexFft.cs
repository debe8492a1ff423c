using System.Numerics;
using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>Discrete Fourier transform of any length; numpy.fft.fft and ifft. Powers of two take the fast way, other lengths Bluestein's.</summary>
/// <remarks>Allocates when made, never when called. One caller at a time: it owns its buffers; factors are shared between instances.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ComplexFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StockhamFft<T>? _fast;
    private readonly BluesteinFft<T>? _chirp;

    /// <param name="length">At least 1.</param>
    public ComplexFft(int length)
    {
        ElementTypes.RequireFloatOrDouble<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        if (int.IsPow2(length))
        {
            _fast = new StockhamFft<T>(length);
        }
        else
        {
            _chirp = new BluesteinFft<T>(length);
        }
    }

    public int Length { get; }

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / Length), in place and unscaled.</summary>
    /// <param name="re">[Length].</param>
    /// <param name="im">[Length].</param>
    public void Forward(Span<T> re, Span<T> im)
    {
        RequireLength(re.Length);
        RequireLength(im.Length);
        if (_fast is null)
        {
            _chirp!.Transform(re, im);
            return;
        }

        re.CopyTo(_fast.InputRe);
        im.CopyTo(_fast.InputIm);
        _fast.Transform(out var toRe, out var toIm);
        toRe.CopyTo(re);
        toIm.CopyTo(im);
    }

    /// <summary>The inverse of <see cref="Forward"/>, divided by the length.</summary>
    /// <inheritdoc cref="Forward"/>
    public void Inverse(Span<T> re, Span<T> im)
    {
        // conj(x) swaps the parts up to a factor i, on the way in and on the way out.
        Forward(im, re);
        TensorPrimitives.Divide(re, T.CreateChecked(Length), re);
        TensorPrimitives.Divide(im, T.CreateChecked(Length), im);
    }

    private void RequireLength(int length)
    {
        if (length != Length)
        {
            throw new ArgumentException($"This transform takes {Length} values, got {length}.");
        }
    }
}
