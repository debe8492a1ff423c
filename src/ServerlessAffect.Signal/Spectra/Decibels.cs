using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Spectra;

/// <summary>Decibels of power and amplitude; librosa.power_to_db and amplitude_to_db.</summary>
public static class Decibels
{
    /// <summary>librosa's default floor of power.</summary>
    public const float MinPower = 1e-10f;

    private const float PerOctave = 3.0102999566398120f;

    /// <summary>10 log10(max(minPower, power)) - 10 log10(max(minPower, reference)).</summary>
    /// <param name="power">Not negative.</param>
    /// <param name="decibels">As long; may be <paramref name="power"/>.</param>
    /// <param name="reference">The power of 0 dB; librosa's ref.</param>
    /// <param name="minPower">Above 0; librosa's amin (of amplitudes, its square).</param>
    public static void FromPower(ReadOnlySpan<float> power, Span<float> decibels, float reference = 1, float minPower = MinPower)
    {
        var offset = Vector512.Create(-(float)(10 * Math.Log10(Math.Max(minPower, reference))));
        ref var from = ref MemoryMarshal.GetReference(power);
        ref var to = ref MemoryMarshal.GetReference(decibels[..power.Length]);
        var i = 0;
        for (; i <= power.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            FromPower(Vector512.LoadUnsafe(ref from, (nuint)i), minPower, offset).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < power.Length; i++)
        {
            decibels[i] = FromPower(Vector512.Create(power[i]), minPower, offset)[0];
        }
    }

    /// <summary>Raises what lies more than <paramref name="range"/> dB below the loudest; librosa's top_db.</summary>
    /// <param name="decibels">Changed in place; may be empty.</param>
    /// <param name="range">dB, from 0.</param>
    public static void Limit(Span<float> decibels, float range = 80)
    {
        if (!decibels.IsEmpty)
        {
            TensorPrimitives.Max(decibels, TensorPrimitives.Max<float>(decibels) - range, decibels);
        }
    }

    internal static Vector512<float> FromPower(Vector512<float> power, float minPower, Vector512<float> offset) =>
        Vector512.MultiplyAddEstimate(Vector512.Log2(Vector512.Max(power, Vector512.Create(minPower))), Vector512.Create(PerOctave), offset);
}
