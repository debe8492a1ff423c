using System.Globalization;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>A table of one's own: <c>manifest.csv</c> or <c>manifest.jsonl</c> with <c>text</c> or <c>file</c> (a text or media file below the folder), <c>label</c>, and if wanted
/// <c>group</c> and <c>subject</c>. The subject is the group where no group is given, else the text without its links. <c>dataset.json</c> may
/// say the terms of the data.</summary>
internal sealed class TableDataSet : IDataSetReader
{
    public const string TableName = "table";
    private const int KeyDigits = 16;
    private const string CsvManifest = "manifest.csv";
    private const string JsonManifest = "manifest.jsonl";
    private const string DescriptionFile = "dataset.json";

    public string Name => TableName;

    /// <summary>A table is nobody's published set.</summary>
    public bool Recognises(string folder) => false;

    public async Task<DataSet> ReadAsync(string folder, IReadOnlyList<string>? classes, string? part, CancellationToken cancellationToken)
    {
        var files = new DataFiles(Name, folder);
        if (files.Has(CsvManifest) && files.Has(JsonManifest))
        {
            throw files.Invalid($"there are both {CsvManifest} and {JsonManifest}; keep one");
        }

        var file = files.Has(JsonManifest) ? JsonManifest : CsvManifest;
        var content = await files.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        var rows = file == JsonManifest ? ManifestLines.Read(files, content) : ReadCsv(files, content);
        var examples = new LabelledExample[rows.Length];
        for (var i = 0; i < examples.Length; i++)
        {
            examples[i] = await ToExampleAsync(files, folder, rows[i], i, cancellationToken).ConfigureAwait(false);
        }

        string[] names = [.. examples.Select(e => e.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var terms = await ReadTermsAsync(files, cancellationToken).ConfigureAwait(false);
        return new DataSet(Name, names, examples, [], files.Snapshot, terms);
    }

    private static async Task<string?> ReadTermsAsync(DataFiles files, CancellationToken cancellationToken)
    {
        if (!files.Has(DescriptionFile))
        {
            return null;
        }

        try
        {
            var description = JsonSerializer.Deserialize<TableDescription>(await files.ReadAsync(DescriptionFile, cancellationToken).ConfigureAwait(false), AffectJson.Strict);
            return string.IsNullOrWhiteSpace(description?.Terms) ? null : description.Terms.Trim();
        }
        catch (JsonException)
        {
            throw files.Invalid($"{DescriptionFile} is not what is expected: a JSON object with the text 'terms' and nothing else");
        }
    }

    private static ManifestRow[] ReadCsv(DataFiles files, byte[] content)
    {
        var labels = files.Parse(CsvManifest, content, "label");
        var optional = Array.ConvertAll<string, IReadOnlyList<CsvRow>?>(["text", "file", "group", "subject"], column => files.ParseOptional(CsvManifest, content, column));
        return [.. labels.Select((row, i) => new ManifestRow(row.Fields[0], Field(optional[0], i), Field(optional[1], i), Field(optional[2], i), Field(optional[3], i)))];
    }

    private static string? Field(IReadOnlyList<CsvRow>? column, int row) => column?[row].Fields[0] is { Length: > 0 } value ? value : null;

    private static async Task<LabelledExample> ToExampleAsync(DataFiles files, string folder, ManifestRow row, int number, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(row.Label) || row.Label.Any(char.IsControl))
        {
            throw files.Invalid($"row {number + 1} of the manifest has no label, or one with control characters");
        }

        if (row.Text is null == row.File is null)
        {
            throw files.Invalid($"row {number + 1} of the manifest needs a text or a file, and not both");
        }

        if (row.File is { } recording && MediaFormat.ModalityOf(recording) is Modality.Audio or Modality.Video)
        {
            var hash = await files.HashAsync(RequireName(recording, number), cancellationToken).ConfigureAwait(false);
            var own = hash.Value[..KeyDigits];
            var named = Printable.Shorten(row.Group ?? row.Subject ?? own, 200);
            return new LabelledExample(recording, string.Empty, row.Label, named, own)
            {
                Recording = Path.GetFullPath(Path.Combine(folder, recording)),
                Speaker = row.Subject ?? named,
            };
        }

        var text = row.Text ?? await ReadTextAsync(files, row.File!, number, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw files.Invalid($"the text of row {number + 1} of the manifest is empty");
        }

        var key = TextKey.Of(text);
        var group = Printable.Shorten(row.Group ?? row.Subject ?? key, 200);
        return new LabelledExample(row.File ?? string.Create(CultureInfo.InvariantCulture, $"manifest:{number}"), text, row.Label, group, key);
    }

    private static string RequireName(string name, int number)
    {
        try
        {
            return MediaName.Require(name);
        }
        catch (AffectException exception)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Row {number + 1} of the manifest names a file that may not be read: {exception.Message}", exception);
        }
    }

    private static async Task<string> ReadTextAsync(DataFiles files, string name, int number, CancellationToken cancellationToken)
    {
        var content = await files.ReadAsync(RequireName(name, number), cancellationToken).ConfigureAwait(false);
        try
        {
            var reader = new TextDocumentReader(new MemoryStream(content, writable: false), "txt", content.Length, new TextReadingOptions());
            await foreach (var document in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return document.Text ?? throw new AffectException(document.Rejected!.Code, document.Rejected.Message);
            }
        }
        catch (AffectException exception)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"The file of row {number + 1} of the manifest cannot be read: {exception.Message}", exception);
        }

        return string.Empty;
    }
}
