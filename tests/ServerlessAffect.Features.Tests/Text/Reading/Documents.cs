using System.Text;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Features.Tests.Text.Reading;

internal static class Documents
{
    public static Task<List<TextRow>> ReadAsync(string content, string format, TextReadingOptions? options = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(content), format, options);

    public static async Task<List<TextRow>> ReadAsync(byte[] content, string format, TextReadingOptions? options = null) =>
        (await ReadWithEncodingAsync(content, format, options)).Rows;

    public static async Task<(List<TextRow> Rows, TextEncoding Encoding)> ReadWithEncodingAsync(byte[] content, string format, TextReadingOptions? options = null)
    {
        var reader = new TextDocumentReader(new MemoryStream(content), format, null, options ?? new TextReadingOptions());
        var rows = new List<TextRow>();
        await foreach (var row in reader.ReadAsync(CancellationToken.None))
        {
            rows.Add(row);
        }

        return (rows, reader.Encoding);
    }
}
