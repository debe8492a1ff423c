using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Documents by <see cref="TextDocumentReader"/>, which finds the encoding and, in a table, the column of texts.</summary>
internal sealed class TextIntake(IOptions<PipelineOptions> options) : ITextIntake
{
    /// <summary>Of all names together, in UTF-16 units: what the largest request can hold.</summary>
    private const int MaxIdCharacters = 8 << 20;

    public async Task<TextRows> ReadAsync(Stream content, MediaFormat format, CancellationToken cancellationToken)
    {
        var limits = new TextReadingOptions { MaxFileBytes = options.Value.MaxFileBytes, MaxRows = options.Value.MaxRows };
        var reader = new TextDocumentReader(content, format.Name, content.Length, limits);
        var (numbers, texts, rejected) = (new List<int>(), new List<string>(), new List<RejectedRow>());
        var (ids, idCharacters) = (new Dictionary<int, string>(), 0L);
        await foreach (var row in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.Id is { } id && (idCharacters += id.Length) <= MaxIdCharacters)
            {
                ids.Add(row.Row, id);
            }

            if (row.Rejected is { } reason)
            {
                rejected.Add(reason);
                continue;
            }

            numbers.Add(row.Row);
            texts.Add(row.Text!);
        }

        // A file without one document that can be scored is unreadable as a whole; with one, the others are its failed readings.
        return texts.Count == 0 && rejected.Count > 0
            ? throw new AffectException(rejected[0].Code, rejected[0].Message)
            : new TextRows(numbers, texts, rejected)
            {
                Notice = idCharacters <= MaxIdCharacters ? reader.Notice : $"{reader.Notice} The file's ids are too long together; only the first are kept.".TrimStart(),
                Ids = ids,
            };
    }
}
