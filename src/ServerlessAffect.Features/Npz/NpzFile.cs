using System.IO.Compression;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Npz;

/// <summary>numpy's <c>.npz</c>: a zip archive with one <c>.npy</c> file per array. Equal arrays give equal bytes.</summary>
public static class NpzFile
{
    private const string Extension = ".npy";
    private const int MostArrays = 1_000;

    /// <summary>Bytes of all arrays together that are read at most; default 1 GiB.</summary>
    public const long DefaultMaxBytes = 1L << 30;

    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IReadOnlyDictionary<string, NpyArray> arrays, bool compress = true)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, array) in arrays.OrderBy(a => a.Key, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(name + Extension, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = Timestamp;
                using var content = entry.Open();
                NpyFormat.Write(array, content);
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedFeatures"/>: no archive, a checksum that does not hold, an array that cannot be read, or more than <paramref name="maxBytes"/>.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(ReadOnlyMemory<byte> bytes, long maxBytes = DefaultMaxBytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            return ReadEntries(archive, archive.Entries, maxBytes);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new AffectException(ErrorCodes.DamagedFeatures, "The feature file is not a readable .npz archive. Extract the features again.", error);
        }
    }

    /// <summary>Some arrays of an open archive; faults of the archive itself are the caller's to explain.</summary>
    internal static Dictionary<string, NpyArray> ReadEntries(ZipArchive archive, IEnumerable<ZipArchiveEntry> entries, long maxBytes)
    {
        if (archive.Entries.Count > MostArrays)
        {
            throw new AffectException(ErrorCodes.DamagedFeatures, $"The feature file holds more than {MostArrays} arrays; expected a few.");
        }

        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
            var content = ReadEntry(entry, name, maxBytes);
            maxBytes -= content.Length;
            if (!arrays.TryAdd(name, NpyFormat.Read(content, name)))
            {
                throw NpyFormat.Damaged(name, "it is there twice");
            }
        }

        return arrays;
    }

    private static byte[] ReadEntry(ZipArchiveEntry entry, string name, long maxBytes)
    {
        if (entry.Length > maxBytes)
        {
            throw NpyFormat.Damaged(name, "it is larger than any feature file may be");
        }

        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
            if (content.Length > entry.Length)
            {
                throw NpyFormat.Damaged(name, "it is longer than the archive says");
            }
        }

        var bytes = content.ToArray();
        return Crc32.Compute(bytes) == entry.Crc32 ? bytes : throw NpyFormat.Damaged(name, "its checksum does not hold");
    }
}
