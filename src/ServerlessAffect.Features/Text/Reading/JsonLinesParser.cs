using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>A document per line: a JSON string, or an object with a member that holds the text and perhaps an <c>id</c>, the line's own name. Blank lines are passed over.</summary>
internal sealed class JsonLinesParser(TextReadingOptions options) : ITextRowParser
{
    private const int MaxIdLength = 200;

    // Six characters at most stand for one.
    private readonly BoundedText _line = new(checked((int)Math.Min(int.MaxValue / 4, (options.MaxDocumentLength * 6L) + (1 << 16))));
    private int _count;
    private int _read;
    private RejectedRow? _first;

    public void Push(ReadOnlySpan<char> characters, List<TextRow> rows)
    {
        while (!characters.IsEmpty)
        {
            var end = characters.IndexOf('\n');
            _line.Append(end < 0 ? characters : characters[..end]);
            if (end < 0)
            {
                return;
            }

            EndLine(rows);
            characters = characters[(end + 1)..];
        }
    }

    /// <exception cref="AffectException">There is no line, or not one that can be read: the first line's reason.</exception>
    public void Finish(List<TextRow> rows)
    {
        EndLine(rows);
        if (_count == 0)
        {
            throw new AffectException(ErrorCodes.EmptyTable, "The file has no lines; expected a JSON string or object on each.");
        }

        if (_read == 0 && _first is { Code: ErrorCodes.MalformedJson or ErrorCodes.UnknownColumn or ErrorCodes.TooManyColumns })
        {
            throw new AffectException(_first.Code, $"No line can be read. The first: {_first.Message}");
        }
    }

    private void EndLine(List<TextRow> rows)
    {
        if (_line.HasContent)
        {
            if (_count == options.MaxRows)
            {
                throw TextDocumentReader.TooManyRows(options);
            }

            var row = Parse(_count++);
            _first ??= row.Rejected;
            _read += row.Rejected is null or { Code: ErrorCodes.EmptyText or ErrorCodes.DocumentTooLong } ? 1 : 0;
            rows.Add(row);
        }

        _line.Clear();
    }

    private TextRow Parse(int row)
    {
        if (_line.TooLong)
        {
            return BoundedText.TooLongRow(row, options.MaxDocumentLength);
        }

        try
        {
            using var document = JsonDocument.Parse(_line.ToString());
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.String => ToRow(row, document.RootElement.GetString()!),
                JsonValueKind.Object => FromObject(row, document.RootElement),
                _ => TextRow.Reject(row, ErrorCodes.MalformedJson, "The line is neither a JSON string nor an object."),
            };
        }
        catch (JsonException)
        {
            return TextRow.Reject(row, ErrorCodes.MalformedJson, "The line is not valid JSON; expected a string or an object that ends on the same line.");
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            return TextRow.Reject(row, ErrorCodes.MalformedJson, "The line's text holds an escape that is no character (half of a surrogate pair).");
        }
    }

    private TextRow FromObject(int row, JsonElement line)
    {
        var names = new List<string>();
        foreach (var member in line.EnumerateObject())
        {
            if (names.Count == options.MaxColumns)
            {
                return TextRow.Reject(row, ErrorCodes.TooManyColumns, $"The line's object has more than {options.MaxColumns} members, which is the limit; keep the members that are needed.");
            }

            names.Add(member.Name);
        }

        var index = TextColumns.Find(names, options.TextColumn);
        if (index < 0)
        {
            return TextRow.Reject(row, ErrorCodes.UnknownColumn, TextColumns.Unknown(names, options.TextColumn).Message);
        }

        if (TextColumns.IsRepeated(names, index))
        {
            return TextRow.Reject(row, ErrorCodes.MalformedJson, $"The line has the member '{Printable.Shorten(names[index].Trim(), 40)}', which holds the text, more than once; keep one.");
        }

        var value = line.GetProperty(names[index]);
        var found = value.ValueKind switch
        {
            JsonValueKind.String => ToRow(row, value.GetString()!),
            JsonValueKind.Null => BoundedText.EmptyRow(row),
            _ => TextRow.Reject(row, ErrorCodes.MalformedJson, "The member that holds the text is not a string."),
        };
        return found with { Id = IdOf(line) };
    }

    /// <summary>A name that is no text, or longer than a request's may be, is none.</summary>
    private static string? IdOf(JsonElement line) =>
        line.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: <= MaxIdLength } name ? name : null;

    private TextRow ToRow(int row, string text) =>
        text.Length > options.MaxDocumentLength ? BoundedText.TooLongRow(row, options.MaxDocumentLength)
        : string.IsNullOrWhiteSpace(text) ? BoundedText.EmptyRow(row)
        : TextRow.Of(row, text);
}
