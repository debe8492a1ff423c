using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>A real transform by a complex one of half the length: z[n] = x[2n] + i x[2n+1], taken apart afterwards.</summary>
/// <remarks>
/// With Z the transform of z and M its length: X[k] = E + O and X[M-k] = conj(E - O), where E = (Z[k] + conj Z[M-k]) / 2 and
/// O = exp(-pi i k / M) (Z[k] - conj Z[M-k]) / 2i.
/// </remarks>
internal sealed class RealStockhamFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _half;
    private readonly StockhamFft<T> _fft;
    private readonly AlignedBuffer<T> _cos;
    private readonly AlignedBuffer<T> _sin;

    /// <param name="length">A power of two, at least four vectors.</param>
    public RealStockhamFft(int length)
    {
        _half = length / 2;
        _fft = new StockhamFft<T>(_half);
        (_cos, _sin) = (new(_half / 2), new(_half / 2));
        for (var i = 0; i < _half / 2; i++)
        {
            var (sin, cos) = double.SinCos(-double.Pi * (i + 1) / _half);
            (_cos.Span[i], _sin.Span[i]) = (T.CreateChecked(cos / 2), T.CreateChecked(sin / 2));
        }
    }

    public void Load(ReadOnlySpan<T> samples)
    {
        ref var x = ref MemoryMarshal.GetReference(samples);
        for (nuint n = 0; n < (nuint)_half; n += (nuint)Vector512<T>.Count)
        {
            var (even, odd) = Lanes.Unzip(Vector512.LoadUnsafe(ref x, 2 * n), Vector512.LoadUnsafe(ref x, (2 * n) + (nuint)Vector512<T>.Count));
            even.StoreUnsafe(ref MemoryMarshal.GetReference(_fft.InputRe), n);
            odd.StoreUnsafe(ref MemoryMarshal.GetReference(_fft.InputIm), n);
        }
    }

    public void Load(ReadOnlySpan<float> samples, ReadOnlySpan<T> window)
    {
        ref var x = ref MemoryMarshal.GetReference(samples);
        ref var w = ref MemoryMarshal.GetReference(window);
        ref var re = ref MemoryMarshal.GetReference(_fft.InputRe);
        ref var im = ref MemoryMarshal.GetReference(_fft.InputIm);
        var lanes = (nuint)Vector512<T>.Count;
        for (nuint n = 0; n < (nuint)_half; n += lanes)
        {
            Vector512<T> first, second;
            if (typeof(T) == typeof(float))
            {
                (first, second) = (Vector512.LoadUnsafe(ref x, 2 * n).As<float, T>(), Vector512.LoadUnsafe(ref x, (2 * n) + lanes).As<float, T>());
            }
            else
            {
                var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref x, 2 * n));
                (first, second) = (low.As<double, T>(), high.As<double, T>());
            }

            var (even, odd) = Lanes.Unzip(first * Vector512.LoadUnsafe(ref w, 2 * n), second * Vector512.LoadUnsafe(ref w, (2 * n) + lanes));
            even.StoreUnsafe(ref re, n);
            odd.StoreUnsafe(ref im, n);
        }
    }

    public void Spectrum(Span<T> re, Span<T> im)
    {
        _fft.Transform(out var zRe, out var zIm);
        (re[0], im[0]) = (zRe[0] + zIm[0], T.Zero);
        (re[_half], im[_half]) = (zRe[0] - zIm[0], T.Zero);
        ref var toRe = ref MemoryMarshal.GetReference(re);
        ref var toIm = ref MemoryMarshal.GetReference(im);
        ref var fromRe = ref MemoryMarshal.GetReference(zRe);
        ref var fromIm = ref MemoryMarshal.GetReference(zIm);
        var lanes = (nuint)Vector512<T>.Count;
        for (nuint k = 1; k <= (nuint)_half / 2; k += lanes)
        {
            var mirrored = (nuint)_half - k - lanes + 1;
            var pair = TakeApart(ref fromRe, ref fromIm, k, mirrored);
            (pair.SumRe + pair.TurnedRe).StoreUnsafe(ref toRe, k);
            (pair.SumIm + pair.TurnedIm).StoreUnsafe(ref toIm, k);
            Lanes.Reverse(pair.SumRe - pair.TurnedRe).StoreUnsafe(ref toRe, mirrored);
            Lanes.Reverse(pair.TurnedIm - pair.SumIm).StoreUnsafe(ref toIm, mirrored);
        }
    }

    public void Power(Span<T> power)
    {
        _fft.Transform(out var zRe, out var zIm);
        var (sum, difference) = (zRe[0] + zIm[0], zRe[0] - zIm[0]);
        (power[0], power[_half]) = (sum * sum, difference * difference);
        ref var to = ref MemoryMarshal.GetReference(power);
        ref var fromRe = ref MemoryMarshal.GetReference(zRe);
        ref var fromIm = ref MemoryMarshal.GetReference(zIm);
        var lanes = (nuint)Vector512<T>.Count;
        for (nuint k = 1; k <= (nuint)_half / 2; k += lanes)
        {
            var mirrored = (nuint)_half - k - lanes + 1;
            var pair = TakeApart(ref fromRe, ref fromIm, k, mirrored);
            var (re, im) = (pair.SumRe + pair.TurnedRe, pair.SumIm + pair.TurnedIm);
            Lanes.MultiplyAdd(re, re, im * im).StoreUnsafe(ref to, k);
            (re, im) = (pair.SumRe - pair.TurnedRe, pair.SumIm - pair.TurnedIm);
            Lanes.Reverse(Lanes.MultiplyAdd(re, re, im * im)).StoreUnsafe(ref to, mirrored);
        }
    }

    public void Inverse(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> samples)
    {
        var half = Vector512.Create(T.CreateTruncating(0.5));
        ref var fromRe = ref MemoryMarshal.GetReference(re);
        ref var fromIm = ref MemoryMarshal.GetReference(im);

        // The parts go in swapped and come out swapped: that makes the transform an inverse one.
        ref var toRe = ref MemoryMarshal.GetReference(_fft.InputIm);
        ref var toIm = ref MemoryMarshal.GetReference(_fft.InputRe);
        (toRe, toIm) = ((re[0] + re[_half]) / T.CreateTruncating(2), (re[0] - re[_half]) / T.CreateTruncating(2));
        var lanes = (nuint)Vector512<T>.Count;
        for (nuint k = 1; k <= (nuint)_half / 2; k += lanes)
        {
            var mirrored = (nuint)_half - k - lanes + 1;
            var (aRe, aIm) = (Vector512.LoadUnsafe(ref fromRe, k), Vector512.LoadUnsafe(ref fromIm, k));
            var (bRe, bIm) = (Lanes.Reverse(Vector512.LoadUnsafe(ref fromRe, mirrored)), Lanes.Reverse(Vector512.LoadUnsafe(ref fromIm, mirrored)));
            var (cos, sin) = (Vector512.LoadUnsafe(ref _cos.First, k - 1), Vector512.LoadUnsafe(ref _sin.First, k - 1));
            var (sumRe, sumIm) = ((aRe + bRe) * half, (aIm - bIm) * half);
            var (differenceRe, differenceIm) = (aRe - bRe, aIm + bIm);
            var oddRe = Lanes.MultiplyAdd(differenceRe, cos, differenceIm * sin);
            var oddIm = Lanes.MultiplySubtract(differenceIm, cos, differenceRe * sin);
            (sumRe - oddIm).StoreUnsafe(ref toRe, k);
            (sumIm + oddRe).StoreUnsafe(ref toIm, k);
            Lanes.Reverse(sumRe + oddIm).StoreUnsafe(ref toRe, mirrored);
            Lanes.Reverse(oddRe - sumIm).StoreUnsafe(ref toIm, mirrored);
        }

        _fft.Transform(out var odd, out var even);
        var scale = Vector512.Create(T.One / T.CreateChecked(_half));
        ref var to = ref MemoryMarshal.GetReference(samples);
        for (nuint n = 0; n < (nuint)_half; n += lanes)
        {
            var (low, high) = Lanes.Zip(
                Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(even), n) * scale, Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(odd), n) * scale, 1);
            low.StoreUnsafe(ref to, 2 * n);
            high.StoreUnsafe(ref to, (2 * n) + lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<T> SumRe, Vector512<T> SumIm, Vector512<T> TurnedRe, Vector512<T> TurnedIm) TakeApart(ref T re, ref T im, nuint k, nuint mirrored)
    {
        var (aRe, aIm) = (Vector512.LoadUnsafe(ref re, k), Vector512.LoadUnsafe(ref im, k));
        var (bRe, bIm) = (Lanes.Reverse(Vector512.LoadUnsafe(ref re, mirrored)), Lanes.Reverse(Vector512.LoadUnsafe(ref im, mirrored)));
        var half = Vector512.Create(T.CreateTruncating(0.5));
        var (cos, sin) = (Vector512.LoadUnsafe(ref _cos.First, k - 1), Vector512.LoadUnsafe(ref _sin.First, k - 1));
        var (oddRe, oddIm) = (aIm + bIm, bRe - aRe);
        return ((aRe + bRe) * half, (aIm - bIm) * half, Lanes.MultiplySubtract(oddRe, cos, oddIm * sin), Lanes.MultiplyAdd(oddIm, cos, oddRe * sin));
    }
}
