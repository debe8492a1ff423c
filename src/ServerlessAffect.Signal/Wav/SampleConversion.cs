using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Wav;

/// <summary>Samples as files hold them, made float32 with full scale -1 to 1. Integers of n bits are divided by 2^(n-1), so that every value of up to 24 bits is exact.</summary>
internal static class SampleConversion
{
    private const float FullScale32 = 1f / 2_147_483_648f;

    /// <param name="bytes">A whole number of samples; overwritten where the byte order is not the machine's.</param>
    /// <param name="samples">As many as there are in <paramref name="bytes"/>.</param>
    public static void ToSingle(WavEncoding encoding, bool bigEndian, Span<byte> bytes, Span<float> samples)
    {
        var swap = bigEndian == BitConverter.IsLittleEndian;
        switch (encoding)
        {
            case WavEncoding.Unsigned8:
                FromUnsigned8(bytes, samples);
                break;
            case WavEncoding.Int16:
                FromInt16(MemoryMarshal.Cast<byte, short>(Ordered<short>(bytes, swap)), samples);
                break;
            case WavEncoding.Int24:
                FromInt24(bytes, bigEndian, samples);
                break;
            case WavEncoding.Int32:
                FromInt32(MemoryMarshal.Cast<byte, int>(Ordered<int>(bytes, swap)), samples);
                break;
            case WavEncoding.Float32:
                MemoryMarshal.Cast<byte, float>(Ordered<int>(bytes, swap)).CopyTo(samples);
                break;
            case WavEncoding.Float64:
                FromDouble(MemoryMarshal.Cast<byte, double>(Ordered<long>(bytes, swap)), samples);
                break;
            case WavEncoding.ALaw:
                FromTable(bytes, Companding.ALaw, samples);
                break;
            default:
                FromTable(bytes, Companding.MuLaw, samples);
                break;
        }
    }

    private static Span<byte> Ordered<T>(Span<byte> bytes, bool swap)
        where T : struct
    {
        if (swap && typeof(T) == typeof(short))
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(bytes), MemoryMarshal.Cast<byte, short>(bytes));
        }
        else if (swap && typeof(T) == typeof(int))
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(bytes), MemoryMarshal.Cast<byte, int>(bytes));
        }
        else if (swap)
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(bytes), MemoryMarshal.Cast<byte, long>(bytes));
        }

        return bytes;
    }

    private static void FromUnsigned8(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        var i = 0;
        var middle = new Vector<int>(128);
        var scale = new Vector<float>(1f / 128f);
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            Store(low, samples[i..]);
            Store(high, samples[(i + Vector<ushort>.Count)..]);
        }

        for (; i < bytes.Length; i++)
        {
            samples[i] = (bytes[i] - 128) * (1f / 128f);
        }

        void Store(Vector<ushort> wide, Span<float> into)
        {
            Vector.Widen(wide, out var low, out var high);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(low) - middle) * scale).CopyTo(into);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(high) - middle) * scale).CopyTo(into[Vector<float>.Count..]);
        }
    }

    private static void FromInt16(ReadOnlySpan<short> values, Span<float> samples)
    {
        var i = 0;
        var scale = new Vector<float>(1f / 32_768f);
        for (; i <= values.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(values[i..]), out var low, out var high);
            (Vector.ConvertToSingle(low) * scale).CopyTo(samples[i..]);
            (Vector.ConvertToSingle(high) * scale).CopyTo(samples[(i + Vector<int>.Count)..]);
        }

        for (; i < values.Length; i++)
        {
            samples[i] = values[i] * (1f / 32_768f);
        }
    }

    private static void FromInt24(ReadOnlySpan<byte> bytes, bool bigEndian, Span<float> samples)
    {
        var i = 0;
        // Each sample goes to the upper three bytes of four, which a shift would otherwise have to do.
        var order = bigEndian
            ? Vector128.Create((byte)255, 2, 1, 0, 255, 5, 4, 3, 255, 8, 7, 6, 255, 11, 10, 9)
            : Vector128.Create((byte)255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11);
        if (BitConverter.IsLittleEndian && Vector128.IsHardwareAccelerated)
        {
            for (; 3 * i + Vector128<byte>.Count <= bytes.Length; i += 4)
            {
                var spread = Vector128.Shuffle(Vector128.Create(bytes[(3 * i)..]), order).AsInt32();
                (Vector128.ConvertToSingle(spread) * FullScale32).CopyTo(samples[i..]);
            }
        }

        for (; 3 * i < bytes.Length; i++)
        {
            var b = bytes.Slice(3 * i, 3);
            var value = bigEndian ? (b[0] << 24) | (b[1] << 16) | (b[2] << 8) : (b[2] << 24) | (b[1] << 16) | (b[0] << 8);
            samples[i] = value * FullScale32;
        }
    }

    private static void FromInt32(ReadOnlySpan<int> values, Span<float> samples)
    {
        var i = 0;
        var scale = new Vector<float>(FullScale32);
        for (; i <= values.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            (Vector.ConvertToSingle(new Vector<int>(values[i..])) * scale).CopyTo(samples[i..]);
        }

        for (; i < values.Length; i++)
        {
            samples[i] = values[i] * FullScale32;
        }
    }

    private static void FromDouble(ReadOnlySpan<double> values, Span<float> samples)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Narrow(new Vector<double>(values[i..]), new Vector<double>(values[(i + Vector<double>.Count)..])).CopyTo(samples[i..]);
        }

        for (; i < values.Length; i++)
        {
            samples[i] = (float)values[i];
        }
    }

    private static void FromTable(ReadOnlySpan<byte> bytes, float[] table, Span<float> samples)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            samples[i] = table[bytes[i]];
        }
    }
}
