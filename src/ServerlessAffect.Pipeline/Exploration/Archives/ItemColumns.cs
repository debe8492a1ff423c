using System.Globalization;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>The columns that a manifest, a table of texts or a file of labels may have, whatever their order and case; and what they say of an item.</summary>
internal sealed class ItemColumns
{
    private static readonly (string Name, string[] Spellings)[] Known =
    [
        ("id", ["id"]),
        ("file", ["file", "filename", "path"]),
        ("label", ["label", "class", "emotion", "sentiment", "topic"]),
        ("group", ["group", "speaker", "author", "user", "session"]),
        ("subject", ["subject"]),
        ("date", ["date", "datetime", "timestamp", "time", "created", "created_at", "published"]),
        ("place", ["place", "location", "city", "country"]),
        ("tags", ["tags", "tag"]),
        ("part", ["part", "split"]),
    ];

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <param name="columns">Names, in order.</param>
    public ItemColumns(IReadOnlyList<string> columns)
    {
        foreach (var (name, spellings) in Known)
        {
            foreach (var spelling in spellings)
            {
                if (columns.Index().Where(c => c.Item.Equals(spelling, StringComparison.OrdinalIgnoreCase)).Select(c => (int?)c.Index).FirstOrDefault() is { } place)
                {
                    _places.Add(name, place);
                    break;
                }
            }
        }
    }

    /// <summary>Whether a column of this name says something of the item and is no measurement of it.</summary>
    public static bool IsKnown(string column) => Known.Any(k => k.Spellings.Contains(column, StringComparer.OrdinalIgnoreCase));

    public bool Has(string name) => _places.ContainsKey(name);

    /// <summary>A field without the white space around it; null where it is empty or its column missing.</summary>
    public string? Field(IReadOnlyList<string> fields, string name) =>
        _places.TryGetValue(name, out var place) && place < fields.Count && fields[place].AsSpan().Trim() is { Length: > 0 } value ? value.ToString() : null;

    /// <summary>The item with everything that its row says of it.</summary>
    public ArchiveItem Describe(ArchiveItem item, IReadOnlyList<string> fields) => item with
    {
        Label = Field(fields, "label") ?? item.Label,
        Group = Field(fields, "group") ?? Field(fields, "subject") ?? item.Group,
        Date = ParseDate(Field(fields, "date")) ?? item.Date,
        Place = Field(fields, "place") ?? item.Place,
        Tags = Field(fields, "tags") is { } tags ? [.. tags.Split([';', '|', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : item.Tags,
        Part = Field(fields, "part") ?? item.Part,
    };

    /// <summary>A date as ISO 8601 has it, or close to it, or seconds since 1970; null where it is none. Without a zone it is UTC.</summary>
    public static DateTimeOffset? ParseDate(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // 20261128 is a date; anything longer counts seconds or milliseconds.
            return DateTimeOffset.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var compact) ? compact
                : number is >= 100_000_000 and < 10_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(number)
                : number is >= 100_000_000_000 and < 10_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(number)
                : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
