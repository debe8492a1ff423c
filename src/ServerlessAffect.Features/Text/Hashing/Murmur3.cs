using System.Buffers.Binary;
using System.Numerics;

namespace ServerlessAffect.Features.Text.Hashing;

/// <summary>MurmurHash3 x86 32-bit (Austin Appleby, public domain), as scikit-learn's <c>murmurhash3_32</c>.</summary>
internal static class Murmur3
{
    private const uint C1 = 0xCC9E2D51;
    private const uint C2 = 0x1B873593;

    public static int Hash(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var hash = seed;
        var length = (uint)bytes.Length;
        while (bytes.Length >= 4)
        {
            hash ^= Mix(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64;
            bytes = bytes[4..];
        }

        uint tail = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            tail = (tail << 8) | bytes[i];
        }

        hash ^= Mix(tail) ^ length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)(hash ^ (hash >> 16));
    }

    private static uint Mix(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;
}
