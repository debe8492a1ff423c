using System.Buffers.Binary;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>When a video or recording was made, as its container says: the movie header of ISO base media files (ISO/IEC 14496-12), which mp4, mov and m4a are.</summary>
internal static class MovieDate
{
    private const int MostBoxes = 1_000;
    private static readonly string[] Extensions = [".mp4", ".mov", ".m4a"];
    private static readonly DateTimeOffset Epoch = new(1904, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Cameras without a clock write the epoch or their first day; nothing was recorded before this.</summary>
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Null where the file is none of those, is damaged, or names no believable date.</returns>
    public static DateTimeOffset? Of(string path)
    {
        if (!Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return Find(file, 0, file.Length, "moov"u8) is var (start, end) && Find(file, start, end, "mvhd"u8) is var (header, _) ? Read(file, header) : null;
    }

    private static DateTimeOffset? Read(FileStream file, long header)
    {
        Span<byte> fields = stackalloc byte[12];
        file.Position = header;
        if (file.ReadAtLeast(fields, fields.Length, throwOnEndOfStream: false) < fields.Length)
        {
            return null;
        }

        var seconds = fields[0] == 1 ? BinaryPrimitives.ReadUInt64BigEndian(fields[4..]) : BinaryPrimitives.ReadUInt32BigEndian(fields[4..]);
        return seconds < 1UL << 34 && Epoch.AddSeconds(seconds) is var date && date >= Earliest ? date : null;
    }

    /// <returns>Where the content of the first box of this type between two places starts and ends.</returns>
    private static (long Start, long End)? Find(FileStream file, long start, long end, ReadOnlySpan<byte> type)
    {
        Span<byte> head = stackalloc byte[16];
        for (var (place, boxes) = (start, 0); place + 8 <= end && boxes < MostBoxes; boxes++)
        {
            file.Position = place;
            if (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) is var read && read < 8)
            {
                return null;
            }

            // A size of 1 is followed by the long one; 0 is "to the end".
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            var content = size == 1 ? 16 : 8;
            size = size switch { 0 => end - place, 1 when read >= 16 => BinaryPrimitives.ReadInt64BigEndian(head[8..]), 1 => 0, _ => size };
            if (size < content || size > end - place)
            {
                return null;
            }

            if (head.Slice(4, 4).SequenceEqual(type))
            {
                return (place + content, place + size);
            }

            place += size;
        }

        return null;
    }
}
