using System.Numerics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>A transform of any length as a convolution with a chirp, by transforms of a power of two (Bluestein 1970).</summary>
internal sealed class BluesteinFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _length;
    private readonly StockhamFft<T> _fft;
    private readonly T[] _cos;
    private readonly T[] _sin;
    private readonly T[] _filterRe;
    private readonly T[] _filterIm;

    public BluesteinFft(int length)
    {
        _length = length;
        var padded = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
        _fft = new StockhamFft<T>(padded);
        (_cos, _sin) = (new T[length], new T[length]);
        for (var n = 0; n < length; n++)
        {
            // n^2 counts modulo 2 length: taken exactly, or the angle loses its digits.
            var (sin, cos) = double.SinCos(double.Pi * ((long)n * n % (2 * length)) / length);
            (_cos[n], _sin[n]) = (T.CreateChecked(cos), T.CreateChecked(sin));
        }

        _fft.InputRe.Clear();
        _fft.InputIm.Clear();
        for (var n = 0; n < length; n++)
        {
            var mirrored = n == 0 ? 0 : padded - n;
            (_fft.InputRe[n], _fft.InputIm[n]) = (_cos[n], _sin[n]);
            (_fft.InputRe[mirrored], _fft.InputIm[mirrored]) = (_cos[n], _sin[n]);
        }

        _fft.Transform(out var re, out var im);
        (_filterRe, _filterIm) = (re.ToArray(), im.ToArray());
    }

    public void Transform(Span<T> re, Span<T> im)
    {
        var inRe = _fft.InputRe;
        var inIm = _fft.InputIm;
        inRe[_length..].Clear();
        inIm[_length..].Clear();
        for (var n = 0; n < _length; n++)
        {
            inRe[n] = (re[n] * _cos[n]) + (im[n] * _sin[n]);
            inIm[n] = (im[n] * _cos[n]) - (re[n] * _sin[n]);
        }

        _fft.Transform(out var re1, out var im1);
        for (var k = 0; k < re1.Length; k++)
        {
            // The parts swap places: the second transform is to be an inverse one.
            var (a, b) = (re1[k], im1[k]);
            re1[k] = (a * _filterIm[k]) + (b * _filterRe[k]);
            im1[k] = (a * _filterRe[k]) - (b * _filterIm[k]);
        }

        if (!re1.Overlaps(inRe))
        {
            re1.CopyTo(inRe);
            im1.CopyTo(inIm);
        }

        _fft.Transform(out var im2, out var re2);
        var scale = T.One / T.CreateChecked(re2.Length);
        for (var n = 0; n < _length; n++)
        {
            re[n] = ((re2[n] * _cos[n]) + (im2[n] * _sin[n])) * scale;
            im[n] = ((im2[n] * _cos[n]) - (re2[n] * _sin[n])) * scale;
        }
    }
}
