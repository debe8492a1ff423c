using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>The rows of a .csv file, or of a .jsonl file whose lines are objects: its columns are the members of all of them.</summary>
internal static class TableRows
{
    private const long MostBytes = 512L << 20;
    private static readonly TextReadingOptions Limits = new() { MaxFileBytes = MostBytes };
    private static readonly JsonDocumentOptions Lines = new() { MaxDepth = 8 };

    public static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new AffectException(ErrorCodes.FileTooLarge, $"'{Printable.Shorten(Path.GetFileName(path), 120)}' is larger than {MostBytes >> 20} MiB; split it.");
        }

        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadLinesAsync(content, cancellationToken).ConfigureAwait(false);
        }

        var (columns, rows) = CsvFile.ReadAll(content, Limits);
        return (columns, [.. rows.Select(r => r.Fields)]);
    }

    private static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)> ReadLinesAsync(Stream content, CancellationToken cancellationToken)
    {
        var (places, lines) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<Dictionary<int, string>>());
        using var reader = new StreamReader(content);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(ReadLine(line, number, places));
            }
        }

        if (lines.Count == 0)
        {
            throw new AffectException(ErrorCodes.EmptyTable, "The file has no lines; there is nothing to explore.");
        }

        var rows = lines.ConvertAll<IReadOnlyList<string>>(line => [.. Enumerable.Range(0, places.Count).Select(p => line.GetValueOrDefault(p, string.Empty))]);
        return ([.. places.Keys], rows);
    }

    private static Dictionary<int, string> ReadLine(string line, int number, Dictionary<string, int> places)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Lines);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var row = new Dictionary<int, string>();
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    if (!places.TryGetValue(member.Name, out var place))
                    {
                        places.Add(member.Name, place = places.Count);
                    }

                    row[place] = member.Value.ValueKind switch
                    {
                        JsonValueKind.String => member.Value.GetString()!,
                        JsonValueKind.Null => string.Empty,
                        JsonValueKind.Array => string.Join(';', member.Value.EnumerateArray().Select(e => e.ToString())),
                        _ => member.Value.ToString(),
                    };
                }

                return row;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Falls through: the parser's own message would quote the line.
        }

        throw new AffectException(ErrorCodes.MalformedJson, $"Line {number} is not a JSON object; expected one a line, with the member 'text'.");
    }
}
