using System.Buffers.Binary;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Signal.Wav;

/// <summary>Walks the chunks up to the first sample: RIFF, RIFX (big endian), RF64 and BW64 (EBU Tech 3306, 64-bit sizes).</summary>
internal static class WavHeaderReader
{
    /// <summary>What writers leave in a size field while they do not know the length.</summary>
    private const uint UnknownSize = uint.MaxValue;

    private const int ChunkHeader = 8;

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.NotSound"/>, <see cref="ErrorCodes.MalformedSound"/>,
    /// <see cref="ErrorCodes.UnsupportedSound"/>, <see cref="ErrorCodes.NoSound"/>.</exception>
    public static async ValueTask<WavHeader> ReadAsync(BufferedBytes bytes, CancellationToken cancellationToken)
    {
        var whole = await bytes.FillAsync(12, cancellationToken).ConfigureAwait(false);
        var bigEndian = RequireRiff(bytes.Available, whole);
        bytes.Take(12);
        var notices = new List<string>();
        WavFormat? format = null;
        long? longSize = null;
        for (var chunk = 0; chunk < WavLimits.MaxChunks; chunk++)
        {
            if (!await bytes.FillAsync(ChunkHeader, cancellationToken).ConfigureAwait(false))
            {
                throw format is null
                    ? new AffectException(ErrorCodes.MalformedSound, "The WAV file ends before its format chunk; export it again.")
                    : new AffectException(ErrorCodes.NoSound, "The WAV file ends before its samples begin; drop the file that was meant.");
            }

            var id = ChunkIds.Of(bytes.Available);
            var size = UInt32(bytes.Available[4..], bigEndian);
            bytes.Take(ChunkHeader);
            if (id == ChunkIds.Samples)
            {
                return format is null
                    ? throw new AffectException(ErrorCodes.MalformedSound, "The WAV file's samples stand before its format chunk; export it again.")
                    : new WavHeader(format, await LengthAsync(bytes, size, longSize, notices, cancellationToken).ConfigureAwait(false), notices);
            }

            var used = 0;
            if (id == ChunkIds.Format || id == ChunkIds.LongSizes)
            {
                used = (int)Math.Min(size, WavFormatChunk.MaxBytes);
                await bytes.FillAsync(used, cancellationToken).ConfigureAwait(false);
                used = Math.Min(used, bytes.Available.Length);
                if (id == ChunkIds.Format)
                {
                    format ??= WavFormatChunk.Parse(bytes.Available[..used], bigEndian, notices);
                }
                else if (used >= 16)
                {
                    longSize = Known(BinaryPrimitives.ReadInt64LittleEndian(bytes.Available[8..]));
                }

                bytes.Take(used);
            }

            await bytes.SkipAsync(size - used + (size & 1), cancellationToken).ConfigureAwait(false);
        }

        throw new AffectException(ErrorCodes.MalformedSound, $"The WAV file has more than {WavLimits.MaxChunks} chunks before its samples; export it again.");
    }

    private static bool RequireRiff(ReadOnlySpan<byte> start, bool whole)
    {
        if (start.Length == 0)
        {
            throw new AffectException(ErrorCodes.EmptyFile, "The file is empty; drop one that has content.");
        }

        var id = whole && ChunkIds.Of(start[8..]) == ChunkIds.Wave ? ChunkIds.Of(start) : 0;
        return id == ChunkIds.Rifx || (id == ChunkIds.Riff || id == ChunkIds.Rf64 || id == ChunkIds.Bw64
            ? false
            : throw new AffectException(ErrorCodes.NotSound, "The file does not begin as a WAV file does (RIFF, RIFX or RF64); give it its true extension."));
    }

    private static async ValueTask<long?> LengthAsync(BufferedBytes bytes, uint size, long? longSize, List<string> notices, CancellationToken cancellationToken)
    {
        if (size == UnknownSize)
        {
            if (longSize is null)
            {
                notices.Add("The header leaves the length open; the samples were read up to the end of the file.");
            }

            return longSize;
        }

        if (size > 0)
        {
            return size;
        }

        // A writer that was cut off, or one to a pipe, never came back to fill the size in; an honest 0 is followed by nothing, or by another chunk.
        var more = await bytes.FillAsync(ChunkHeader, cancellationToken).ConfigureAwait(false);
        if (bytes.Available.Length == 0 || (more && ChunkIds.MayFollowSamples(ChunkIds.Of(bytes.Available))))
        {
            return 0;
        }

        notices.Add("The header says that there are no samples; what follows it was read as samples up to the end of the file.");
        return null;
    }

    private static long? Known(long size) => size > 0 ? size : null;

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
