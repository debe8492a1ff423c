using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>A quick hash of characters for tables inside one process; never stored.</summary>
internal static class SpanHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    public static uint Compute(ReadOnlySpan<char> text)
    {
        var hash = (ulong)text.Length * Odd;
        while (text.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text))) * Odd;
            text = text[4..];
        }

        foreach (var c in text)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ c) * Odd;
        }

        return (uint)((hash ^ (hash >> 29)) * Odd >> 32);
    }
}
