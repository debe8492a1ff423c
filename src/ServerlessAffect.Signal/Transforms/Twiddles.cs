using System.Numerics;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>The factors of the second, third and fourth output of radix-4 butterflies, a lane each.</summary>
internal readonly struct Twiddles<T>(Vector512<T> re1, Vector512<T> im1, Vector512<T> re2, Vector512<T> im2, Vector512<T> re3, Vector512<T> im3)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Vector512<T> Re1 = re1;
    public readonly Vector512<T> Im1 = im1;
    public readonly Vector512<T> Re2 = re2;
    public readonly Vector512<T> Im2 = im2;
    public readonly Vector512<T> Re3 = re3;
    public readonly Vector512<T> Im3 = im3;
}
