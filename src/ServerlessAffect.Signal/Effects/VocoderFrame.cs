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
        (Re, Im, Magnitude) = (new double[room], new double[room], new double[room]);
        Clear();
    }

    /// <summary>[<see cref="Room"/>]: cosines of the phases; 1 where the magnitude is 0, as an angle of 0 has it.</summary>
    internal double[] Re { get; }

    /// <summary>[<see cref="Room"/>]: sines of the phases.</summary>
    internal double[] Im { get; }

    /// <summary>[<see cref="Room"/>], 0 beyond the bins.</summary>
    internal double[] Magnitude { get; }

    /// <summary>Bins rounded up to whole vectors.</summary>
    internal static int Room(int bins) => (bins + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;

    /// <summary>The spectrum of nothing, which follows the last frame.</summary>
    internal void Clear()
    {
        Array.Fill(Re, 1.0);
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
        for (nuint k = 0; k < (nuint)Re.Length; k += (nuint)Vector512<double>.Count)
        {
            var (x, y) = (Vector512.LoadUnsafe(ref re, k), Vector512.LoadUnsafe(ref im, k));
            var size = Vector512.Sqrt(Vector512.FusedMultiplyAdd(x, x, y * y));
            var silent = Vector512.Equals(size, Vector512<double>.Zero);
            var inverse = Vector512<double>.One / size;
            size.StoreUnsafe(ref magnitude, k);
            Vector512.ConditionalSelect(silent, Vector512<double>.One, x * inverse).StoreUnsafe(ref re, k);
            Vector512.ConditionalSelect(silent, Vector512<double>.Zero, y * inverse).StoreUnsafe(ref im, k);
        }
    }
}
