using System.Text.Json;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>A manifest of JSON lines: one object a line with the members of <see cref="ManifestRow"/>; labels, groups and subjects may be numbers.</summary>
internal static class ManifestLines
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static ManifestRow[] Read(DataFiles files, ReadOnlyMemory<byte> content)
    {
        var rows = new List<ManifestRow>();
        for (var line = 1; !content.IsEmpty; line++)
        {
            var end = content.Span.IndexOf((byte)'\n');
            var current = end < 0 ? content : content[..end];
            content = end < 0 ? ReadOnlyMemory<byte>.Empty : content[(end + 1)..];
            if (!IsBlank(current.Span))
            {
                rows.Add(ReadLine(files, current, line));
            }
        }

        return rows.Count > 0 ? [.. rows] : throw files.Invalid("the manifest has no rows");
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);

    private static ManifestRow ReadLine(DataFiles files, ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                string? Member(string name) => Text(files, document.RootElement, name, number);
                return new ManifestRow(Member("label") ?? string.Empty, Member("text"), Member("file"), Member("group"), Member("subject"));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Falls through: the parser's own message would quote the line.
        }

        throw files.Invalid($"line {number} of the manifest is not a JSON object that has each member once");
    }

    private static string? Text(DataFiles files, JsonElement row, string name, int number) => !row.TryGetProperty(name, out var value)
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw files.Invalid($"'{name}' in line {number} of the manifest is neither text nor a number"),
        };
}
