using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Effects;

/// <summary>One spectrum, taken apart into magnitudes and phases as numbers of size 1, so that no angle is ever computed.</summary>
internal sealed class VocoderFrame
{
    private readonly int _bins;

    internal VocoderFrame(int bins)
    {
        _bins = bins;
        var room = Room(bins);
        (Re, Im, Magnitude) = (new float[room], new float[room], new float[room]);
        Clear();
    }

    /// <summary>[<see cref="Room"/>]: cosines of the phases; 1 where the magnitude is 0, as an angle of 0 has it.</summary>
    internal float[] Re { get; }

    /// <summary>[<see cref="Room"/>]: sines of the phases.</summary>
    internal float[] Im { get; }

    /// <summary>[<see cref="Room"/>], 0 beyond the bins.</summary>
    internal float[] Magnitude { get; }

    /// <summary>Bins rounded up to whole vectors.</summary>
    internal static int Room(int bins) => (bins + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;

    /// <summary>The spectrum of nothing, which follows the last frame.</summary>
    internal void Clear()
    {
        Array.Fill(Re, 1f);
        Array.Clear(Im);
        Array.Clear(Magnitude);
    }

    /// <summary>Takes the spectrum apart that has been written to the first bins of <see cref="Re"/> and <see cref="Im"/>.</summary>
    internal void TakeApart()
    {
        Re.AsSpan(_bins).Clear();
        Im.AsSpan(_bins).Clear();
        ref var re = ref MemoryMarshal.GetArrayDataReference(Re);
        ref var im = ref MemoryMarshal.GetArrayDataReference(Im);
        ref var magnitude = ref MemoryMarshal.GetArrayDataReference(Magnitude);
        for (nuint k = 0; k < (nuint)Re.Length; k += (nuint)Vector512<float>.Count)
        {
            var (x, y) = (Vector512.LoadUnsafe(ref re, k), Vector512.LoadUnsafe(ref im, k));
            var size = Vector512.Sqrt(Vector512.FusedMultiplyAdd(x, x, y * y));
            var silent = Vector512.Equals(size, Vector512<float>.Zero);
            var inverse = Vector512<float>.One / size;
            size.StoreUnsafe(ref magnitude, k);
            Vector512.ConditionalSelect(silent, Vector512<float>.One, x * inverse).StoreUnsafe(ref re, k);
            Vector512.ConditionalSelect(silent, Vector512<float>.Zero, y * inverse).StoreUnsafe(ref im, k);
        }
    }
}
