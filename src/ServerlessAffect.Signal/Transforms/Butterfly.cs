using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>Transforms of four complex values, a lane each.</summary>
internal readonly struct Butterfly<T>(
    Vector512<T> re0, Vector512<T> im0, Vector512<T> re1, Vector512<T> im1, Vector512<T> re2, Vector512<T> im2, Vector512<T> re3, Vector512<T> im3)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Vector512<T> Re0 = re0;
    public readonly Vector512<T> Im0 = im0;
    public readonly Vector512<T> Re1 = re1;
    public readonly Vector512<T> Im1 = im1;
    public readonly Vector512<T> Re2 = re2;
    public readonly Vector512<T> Im2 = im2;
    public readonly Vector512<T> Re3 = re3;
    public readonly Vector512<T> Im3 = im3;

    /// <summary>Of the values at i, i + run, i + 2 run and i + 3 run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Butterfly<T> Load(ref T re, ref T im, nuint i, nuint run)
    {
        var aRe = Vector512.LoadUnsafe(ref re, i);
        var bRe = Vector512.LoadUnsafe(ref re, i + run);
        var cRe = Vector512.LoadUnsafe(ref re, i + (2 * run));
        var dRe = Vector512.LoadUnsafe(ref re, i + (3 * run));
        var aIm = Vector512.LoadUnsafe(ref im, i);
        var bIm = Vector512.LoadUnsafe(ref im, i + run);
        var cIm = Vector512.LoadUnsafe(ref im, i + (2 * run));
        var dIm = Vector512.LoadUnsafe(ref im, i + (3 * run));
        var (sumRe, sumIm, differenceRe, differenceIm) = (aRe + cRe, aIm + cIm, aRe - cRe, aIm - cIm);
        var (otherRe, otherIm, turnedRe, turnedIm) = (bRe + dRe, bIm + dIm, bIm - dIm, dRe - bRe);
        return new(
            sumRe + otherRe, sumIm + otherIm,
            differenceRe + turnedRe, differenceIm + turnedIm,
            sumRe - otherRe, sumIm - otherIm,
            differenceRe - turnedRe, differenceIm - turnedIm);
    }

    /// <summary>With each output but the first times its factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Butterfly<T> Turned(in Twiddles<T> w) => new(
        Re0, Im0,
        Lanes.MultiplySubtract(Re1, w.Re1, Im1 * w.Im1), Lanes.MultiplyAdd(Re1, w.Im1, Im1 * w.Re1),
        Lanes.MultiplySubtract(Re2, w.Re2, Im2 * w.Im2), Lanes.MultiplyAdd(Re2, w.Im2, Im2 * w.Re2),
        Lanes.MultiplySubtract(Re3, w.Re3, Im3 * w.Im3), Lanes.MultiplyAdd(Re3, w.Im3, Im3 * w.Re3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T re, ref T im, nuint i, nuint run)
    {
        Re0.StoreUnsafe(ref re, i);
        Im0.StoreUnsafe(ref im, i);
        Re1.StoreUnsafe(ref re, i + run);
        Im1.StoreUnsafe(ref im, i + run);
        Re2.StoreUnsafe(ref re, i + (2 * run));
        Im2.StoreUnsafe(ref im, i + (2 * run));
        Re3.StoreUnsafe(ref re, i + (3 * run));
        Im3.StoreUnsafe(ref im, i + (3 * run));
    }
}
