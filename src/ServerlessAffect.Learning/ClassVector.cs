using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerlessAffect.Learning;

/// <summary>The inner loops of the linear learners: operations over the few values, one per class, that stand side by side in feature-major weights.</summary>
/// <remarks>
/// They replace <c>TensorPrimitives.FusedMultiplyAdd</c> here because the vectors are short (3 to 30 values) and the calls many millions, so that the call itself
/// would cost more than the work. Every element is computed with one fused multiply-add, in the vector part and in the tail, so that the result does not depend on
/// where a class stands or on the width of the machine's vectors.
/// </remarks>
internal static class ClassVector
{
    /// <summary>destination += factor * source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var length = (nuint)(uint)Math.Min(source.Length, destination.Length);
        var times = new Vector<double>(factor);
        nuint i = 0;
        for (; i + (nuint)Vector<double>.Count <= length; i += (nuint)Vector<double>.Count)
        {
            Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref from, i), times, Vector.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) = Math.FusedMultiplyAdd(Unsafe.Add(ref from, i), factor, Unsafe.Add(ref to, i));
        }
    }

    /// <summary>destination += factor * source * scale, element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaledProduct(ReadOnlySpan<double> source, ReadOnlySpan<double> scale, double factor, Span<double> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var by = ref MemoryMarshal.GetReference(scale);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var length = (nuint)(uint)Math.Min(Math.Min(source.Length, scale.Length), destination.Length);
        var times = new Vector<double>(factor);
        nuint i = 0;
        for (; i + (nuint)Vector<double>.Count <= length; i += (nuint)Vector<double>.Count)
        {
            Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref from, i) * times, Vector.LoadUnsafe(ref by, i), Vector.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref to, i) = Math.FusedMultiplyAdd(Unsafe.Add(ref from, i) * factor, Unsafe.Add(ref by, i), Unsafe.Add(ref to, i));
        }
    }
}
