using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>Complex transform of a power of two, in natural order, by Stockham's passes of radix 4 on separate real and imaginary parts.</summary>
/// <remarks>
/// Every pass reads four runs of length/4 from one pair of buffers and writes the other, so that all loads are contiguous; only the first two passes, whose
/// stride is shorter than a vector, interleave what they store. Not for concurrent use: it owns its buffers.
/// </remarks>
internal sealed class StockhamFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StockhamTables<T> _tables;
    private readonly AlignedBuffer<T>[] _re;
    private readonly AlignedBuffer<T>[] _im;

    /// <param name="length">A power of two.</param>
    public StockhamFft(int length)
    {
        _tables = StockhamTables<T>.For(length);
        _re = [new(length), new(length)];
        _im = [new(length), new(length)];
    }

    public int Length => _tables.Length;

    /// <summary>[Length]: what <see cref="Transform"/> reads and destroys.</summary>
    public Span<T> InputRe => _re[0].Span;

    /// <inheritdoc cref="InputRe"/>
    public Span<T> InputIm => _im[0].Span;

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / Length).</summary>
    /// <param name="re">[Length], valid until the input is written again.</param>
    /// <param name="im">[Length], likewise.</param>
    public void Transform(out Span<T> re, out Span<T> im)
    {
        var from = 0;
        foreach (var pass in _tables.Passes)
        {
            Run(pass, from);
            from = 1 - from;
        }

        if (_tables.EndsWithHalves)
        {
            AddHalves(_re[from].Span, _re[1 - from].Span);
            AddHalves(_im[from].Span, _im[1 - from].Span);
            from = 1 - from;
        }

        re = _re[from].Span;
        im = _im[from].Span;
    }

    private void Run(StockhamPass<T> pass, int from)
    {
        ref var re = ref _re[from].First;
        ref var im = ref _im[from].First;
        ref var toRe = ref _re[1 - from].First;
        ref var toIm = ref _im[1 - from].First;
        if (Length < 4 * Vector512<T>.Count)
        {
            ByElement(pass, ref re, ref im, ref toRe, ref toIm);
        }
        else if (pass.Stride == 1)
        {
            Interleaving(1, pass, ref re, ref im, ref toRe, ref toIm);
        }
        else if (pass.Stride == 4)
        {
            Interleaving(4, pass, ref re, ref im, ref toRe, ref toIm);
        }
        else if (pass.IsLast)
        {
            Last(ref re, ref im, ref toRe, ref toIm);
        }
        else
        {
            Spreading(pass, ref re, ref im, ref toRe, ref toIm);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Interleaving(int stride, StockhamPass<T> pass, ref T re, ref T im, ref T toRe, ref T toIm)
    {
        var quarter = (nuint)(Length / 4);
        ref var factors = ref pass.Factors.First;
        for (nuint i = 0; i < quarter; i += (nuint)Vector512<T>.Count)
        {
            var w = new Twiddles<T>(
                Vector512.LoadUnsafe(ref factors, i),
                Vector512.LoadUnsafe(ref factors, i + quarter),
                Vector512.LoadUnsafe(ref factors, i + (2 * quarter)),
                Vector512.LoadUnsafe(ref factors, i + (3 * quarter)),
                Vector512.LoadUnsafe(ref factors, i + (4 * quarter)),
                Vector512.LoadUnsafe(ref factors, i + (5 * quarter)));
            var b = Butterfly<T>.Load(ref re, ref im, i, quarter).Turned(in w);
            Store(stride, ref toRe, 4 * i, b.Re0, b.Re1, b.Re2, b.Re3);
            Store(stride, ref toIm, 4 * i, b.Im0, b.Im1, b.Im2, b.Im3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int stride, ref T to, nuint i, Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d)
    {
        var lanes = (nuint)Vector512<T>.Count;
        var (acLow, acHigh) = Lanes.Zip(a, c, stride);
        var (bdLow, bdHigh) = Lanes.Zip(b, d, stride);
        var (first, second) = Lanes.Zip(acLow, bdLow, stride);
        var (third, fourth) = Lanes.Zip(acHigh, bdHigh, stride);
        first.StoreUnsafe(ref to, i);
        second.StoreUnsafe(ref to, i + lanes);
        third.StoreUnsafe(ref to, i + (2 * lanes));
        fourth.StoreUnsafe(ref to, i + (3 * lanes));
    }

    private void Spreading(StockhamPass<T> pass, ref T re, ref T im, ref T toRe, ref T toIm)
    {
        var stride = (nuint)pass.Stride;
        var quarter = (nuint)(Length / 4);
        var groups = quarter / stride;
        ref var factors = ref pass.Factors.First;
        for (nuint p = 0; p < groups; p++)
        {
            var w = new Twiddles<T>(
                Vector512.Create(Unsafe.Add(ref factors, p)),
                Vector512.Create(Unsafe.Add(ref factors, p + groups)),
                Vector512.Create(Unsafe.Add(ref factors, p + (2 * groups))),
                Vector512.Create(Unsafe.Add(ref factors, p + (3 * groups))),
                Vector512.Create(Unsafe.Add(ref factors, p + (4 * groups))),
                Vector512.Create(Unsafe.Add(ref factors, p + (5 * groups))));
            for (nuint q = 0; q < stride; q += (nuint)Vector512<T>.Count)
            {
                Butterfly<T>.Load(ref re, ref im, (p * stride) + q, quarter).Turned(in w).Store(ref toRe, ref toIm, (4 * p * stride) + q, stride);
            }
        }
    }

    private void Last(ref T re, ref T im, ref T toRe, ref T toIm)
    {
        var quarter = (nuint)(Length / 4);
        for (nuint q = 0; q < quarter; q += (nuint)Vector512<T>.Count)
        {
            Butterfly<T>.Load(ref re, ref im, q, quarter).Store(ref toRe, ref toIm, q, quarter);
        }
    }

    /// <summary>For lengths that fill no vector.</summary>
    private void ByElement(StockhamPass<T> pass, ref T re, ref T im, ref T toRe, ref T toIm)
    {
        var quarter = Length / 4;
        var rows = pass.Factors.Length / 6;
        var repeats = rows * pass.Stride / quarter;
        var factors = pass.Factors.Span;
        for (var i = 0; i < quarter; i++)
        {
            var p = i / pass.Stride;
            var (aRe, bRe, cRe, dRe) = (Unsafe.Add(ref re, i), Unsafe.Add(ref re, i + quarter), Unsafe.Add(ref re, i + (2 * quarter)), Unsafe.Add(ref re, i + (3 * quarter)));
            var (aIm, bIm, cIm, dIm) = (Unsafe.Add(ref im, i), Unsafe.Add(ref im, i + quarter), Unsafe.Add(ref im, i + (2 * quarter)), Unsafe.Add(ref im, i + (3 * quarter)));
            Span<T> outRe = [aRe + cRe + bRe + dRe, aRe - cRe + bIm - dIm, aRe + cRe - bRe - dRe, aRe - cRe - bIm + dIm];
            Span<T> outIm = [aIm + cIm + bIm + dIm, aIm - cIm - bRe + dRe, aIm + cIm - bIm - dIm, aIm - cIm + bRe - dRe];
            var to = (4 * p * pass.Stride) + (i % pass.Stride);
            for (var j = 0; j < 4; j++)
            {
                var (cos, sin) = j == 0 ? (T.One, T.Zero) : (factors[(2 * (j - 1) * rows) + (p * repeats)], factors[(((2 * j) - 1) * rows) + (p * repeats)]);
                Unsafe.Add(ref toRe, to + (j * pass.Stride)) = (outRe[j] * cos) - (outIm[j] * sin);
                Unsafe.Add(ref toIm, to + (j * pass.Stride)) = (outRe[j] * sin) + (outIm[j] * cos);
            }
        }
    }

    private static void AddHalves(ReadOnlySpan<T> from, Span<T> to)
    {
        var half = from.Length / 2;
        System.Numerics.Tensors.TensorPrimitives.Add(from[..half], from[half..], to[..half]);
        System.Numerics.Tensors.TensorPrimitives.Subtract(from[..half], from[half..], to[half..]);
    }
}
