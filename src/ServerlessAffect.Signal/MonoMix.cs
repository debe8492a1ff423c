using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessAffect.Signal;

/// <summary>The mean of all channels; librosa.to_mono.</summary>
public static class MonoMix
{
    /// <param name="interleaved">[samples, channels].</param>
    /// <param name="mono">[samples].</param>
    public static void Mix(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mono.Length * channels, interleaved.Length);
        switch (channels)
        {
            case 1:
                interleaved.CopyTo(mono);
                break;
            case 2:
                MixTwo(interleaved, mono);
                break;
            default:
                MixMany(interleaved, channels, mono);
                break;
        }
    }

    private static void MixTwo(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        var i = 0;
        if (BitConverter.IsLittleEndian)
        {
            // A pair is one number of 64 bits, whose upper half is the right channel.
            var pairs = MemoryMarshal.Cast<float, ulong>(interleaved);
            var half = new Vector<float>(0.5f);
            for (; i <= mono.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var low = SumPairs(new Vector<ulong>(pairs[i..]));
                var high = SumPairs(new Vector<ulong>(pairs[(i + Vector<ulong>.Count)..]));
                (Vector.AsVectorSingle(Vector.Narrow(low, high)) * half).CopyTo(mono[i..]);
            }
        }

        for (; i < mono.Length; i++)
        {
            mono[i] = (interleaved[2 * i] + interleaved[(2 * i) + 1]) * 0.5f;
        }
    }

    private static Vector<ulong> SumPairs(Vector<ulong> pairs) => Vector.AsVectorUInt64(Vector.AsVectorSingle(pairs) + Vector.AsVectorSingle(pairs >>> 32));

    private static void MixMany(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        var scale = 1f / channels;
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(i * channels, channels))
            {
                sum += sample;
            }

            mono[i] = sum * scale;
        }
    }
}
