using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Features.Npz;

/// <summary>Dense features as a <c>.npz</c> file that <c>numpy.load</c> opens: <c>features</c> float32 [windows, columns]; <c>start</c> and <c>end</c> float64 [windows],
/// seconds; <c>voiced</c> float32 [windows], share of the window that is speech; <c>duration</c> float64, seconds; <c>voice_activity</c>, the rule that said what is speech;
/// <c>schema</c>, the schema's hash; and, if there is one, <c>notice</c>. Rows are written and read in blocks, so that memory does not grow with their number.</summary>
public static class DenseFeaturesFile
{
    private const string Rows = "features";
    private const string Extension = ".npy";
    private const int BlockBytes = 256 * 1024;
    private static readonly string[] Known = ["start", "end", "voiced", "duration", "voice_activity", "schema", "notice"];
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="destination">Written from its position on; stays the caller's.</param>
    public static void Write(DenseFeatures features, ContentHash schema, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(features);
        using var archive = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in Small(features, schema))
        {
            using var content = Create(archive, name, CompressionLevel.Optimal);
            content.Write(NpyFormat.Write(array));
        }

        // Measured numbers hardly get smaller by packing them.
        using var rows = Create(archive, Rows, CompressionLevel.NoCompression);
        rows.Write(NpyFormat.Header("<f4", [features.Rows.Count, features.Rows.Columns]));
        var block = Block(features.Rows.Columns);
        for (var first = 0; first < features.Rows.Count;)
        {
            var count = Math.Min(block.Length / features.Rows.Columns, features.Rows.Count - first);
            var values = block.AsSpan(0, count * features.Rows.Columns);
            features.Rows.Read(first, values);
            rows.Write(MemoryMarshal.AsBytes(values));
            first += count;
        }
    }

    /// <param name="content">What <see cref="Write"/> made; seekable; stays the caller's.</param>
    /// <param name="schema">Of the features that are wanted.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedFeatures"/>; <see cref="ErrorCodes.SchemaMismatch"/>: the file holds features of another schema.</exception>
    public static DenseFeatures Read(Stream content, ContentHash schema)
    {
        DenseRows? rows = null;
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var small = NpzFile.ReadEntries(archive, archive.Entries.Where(e => e.FullName != Rows + Extension), NpzFile.DefaultMaxBytes);
            RequireKnown(small);
            RequireSchema(small, schema);
            rows = ReadRows(archive);
            var (start, end, voiced) = (All<double>(small, "start"), All<double>(small, "end"), All<float>(small, "voiced"));
            if (start.Length != rows.Count || end.Length != start.Length || voiced.Length != start.Length)
            {
                throw NpyFormat.Damaged(Rows, "its windows are not as many as its rows");
            }

            FeatureWindow[] windows = [.. start.Select((s, i) => new FeatureWindow(s, end[i], voiced[i]))];
            return new DenseFeatures(rows, windows, One<double>(small, "duration"), One<string>(small, "voice_activity"))
            {
                Notice = small.ContainsKey("notice") ? One<string>(small, "notice") : null,
            };
        }
        catch (Exception error)
        {
            rows?.Dispose();
            if (error is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException or OverflowException)
            {
                throw new AffectException(ErrorCodes.DamagedFeatures, "The feature file is not a readable .npz archive of windows. Extract the features again.", error);
            }

            throw;
        }
    }

    /// <summary>The description that stands beside the file as json: <c>schema</c>, <c>hash</c>, <c>arrays</c> with element type and shape.</summary>
    public static byte[] Describe(DenseFeatures features, FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(schema);
        var arrays = Small(features, schema.Hash).Select(a => new ArrayDescription(a.Key, a.Value.Descr, a.Value.Shape))
            .Append(new ArrayDescription(Rows, "<f4", [features.Rows.Count, features.Rows.Columns])).OrderBy(a => a.Name, StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(new SparseFeaturesDescription(schema, schema.Hash, [.. arrays], []), AffectJson.Indented);
    }

    private static SortedDictionary<string, NpyArray> Small(DenseFeatures features, ContentHash schema)
    {
        var arrays = new SortedDictionary<string, NpyArray>(StringComparer.Ordinal)
        {
            ["start"] = NpyArray.Of([.. features.Windows.Select(w => w.Start)]),
            ["end"] = NpyArray.Of([.. features.Windows.Select(w => w.End)]),
            ["voiced"] = NpyArray.Of([.. features.Windows.Select(w => w.Voiced)]),
            ["duration"] = NpyArray.Scalar(features.Duration),
            ["voice_activity"] = NpyArray.Scalar(features.VoiceActivity),
            ["schema"] = NpyArray.Scalar(schema.Value),
        };
        if (features.Notice is { } notice)
        {
            arrays["notice"] = NpyArray.Scalar(notice);
        }

        return arrays;
    }

    private static Stream Create(ZipArchive archive, string name, CompressionLevel level)
    {
        var entry = archive.CreateEntry(name + Extension, level);
        entry.LastWriteTime = Timestamp;
        return entry.Open();
    }

    private static float[] Block(int columns) => new float[Math.Max(1, BlockBytes / sizeof(float) / columns) * columns];

    private static DenseRows ReadRows(ZipArchive archive)
    {
        var entry = archive.GetEntry(Rows + Extension) ?? throw NpyFormat.Damaged(Rows, "it is missing");
        using var content = new ChecksummedStream(entry.Open());
        var (count, columns) = NpyFormat.ReadMatrixHeader(content, Rows);
        if (columns < 1 || entry.Length - content.Position != (long)count * columns * sizeof(float))
        {
            throw NpyFormat.Damaged(Rows, $"its header promises {count} rows of {columns} numbers, but {entry.Length - content.Position} bytes follow");
        }

        var rows = new DenseRows(columns);
        try
        {
            var block = Block(columns);
            for (var left = count; left > 0;)
            {
                var values = block.AsSpan(0, Math.Min(left, block.Length / columns) * columns);
                content.ReadExactly(MemoryMarshal.AsBytes(values));
                rows.Append(values);
                left -= values.Length / columns;
            }

            return content.Checksum == entry.Crc32 ? rows : throw NpyFormat.Damaged(Rows, "its checksum does not hold");
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private static void RequireKnown(Dictionary<string, NpyArray> arrays)
    {
        if (arrays.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } strange)
        {
            throw NpyFormat.Damaged(strange, "no feature file has an array of that name");
        }
    }

    private static void RequireSchema(IReadOnlyDictionary<string, NpyArray> arrays, ContentHash schema)
    {
        var found = One<string>(arrays, "schema");
        if (found != schema.Value)
        {
            throw new AffectException(
                ErrorCodes.SchemaMismatch, $"Expected features of schema {schema.Short}, the file holds features of schema {Printable.Shorten(found, 12)}; extract the features again.");
        }
    }

    private static T[] All<T>(IReadOnlyDictionary<string, NpyArray> arrays, string name) =>
        arrays.TryGetValue(name, out var array) && array.Data is T[] data && array.Shape.Count <= 1
            ? data
            : throw NpyFormat.Damaged(name, $"it is missing or has not the expected form (one dimension of {typeof(T).Name})");

    private static T One<T>(IReadOnlyDictionary<string, NpyArray> arrays, string name) =>
        All<T>(arrays, name) is [var value] ? value : throw NpyFormat.Damaged(name, "it is not a single value");
}
