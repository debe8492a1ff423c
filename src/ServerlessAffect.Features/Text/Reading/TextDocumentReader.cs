using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Reads the documents of a .txt, .csv or .jsonl file one after the other; the memory it needs does not grow with the file.</summary>
/// <remarks>One reading per instance. The stream stays the caller's.</remarks>
public sealed class TextDocumentReader
{
    private const int PieceLength = 1 << 16;
    private readonly Stream _content;
    private readonly TextReadingOptions _options;
    private readonly ITextRowParser _parser;
    private readonly TextDecoder _decoder = new();

    /// <param name="content">The file, from its start.</param>
    /// <param name="format">Name of the format: <c>txt</c>, <c>csv</c>, <c>jsonl</c>.</param>
    /// <param name="length">Bytes of the file, where known: one that is too large is refused unread.</param>
    /// <param name="options">What is read, and limits.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.FileTooLarge"/>, <see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.UnsupportedType"/>.</exception>
    public TextDocumentReader(Stream content, string format, long? length, TextReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(options);
        (_content, _options) = (content, options);
        _parser = format switch
        {
            "txt" => new PlainTextParser(options),
            "csv" => new CsvTextParser(options),
            "jsonl" => new JsonLinesParser(options),
            _ => throw new AffectException(ErrorCodes.UnsupportedType, $"Text is read from .txt, .csv and .jsonl; got '{Printable.Shorten(format, 16)}'."),
        };
        RefuseLength(length ?? 1);
    }

    /// <summary>How the bytes were read; final when the rows have been read to the end.</summary>
    public TextEncoding Encoding => _decoder.Encoding;

    /// <summary>What a person should know about the reading: of the encoding, and of a table's first line; null where all is well. Final when the rows have been read to the end.</summary>
    public string? Notice => NoticeWith(Encoding);

    /// <summary>As <see cref="Notice"/>, known with the first row already where <see cref="EncodingScan"/> found out the encoding before.</summary>
    public string? NoticeWith(TextEncoding? encoding) => (encoding?.Notice, _parser.Notice) switch
    {
        (null, var ofTable) => ofTable,
        (var ofEncoding, null) => ofEncoding,
        var (ofEncoding, ofTable) => $"{ofEncoding} {ofTable}",
    };

    /// <summary>The rows of the file, in order; rows that cannot be used come with their reason.</summary>
    /// <exception cref="AffectException">The file as a whole cannot be used, which may show only after rows were returned: <see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.FileTooLarge"/>,
    /// <see cref="ErrorCodes.NotText"/>, <see cref="ErrorCodes.UndecodableText"/>, <see cref="ErrorCodes.UnknownColumn"/>, <see cref="ErrorCodes.TooManyColumns"/>,
    /// <see cref="ErrorCodes.EmptyTable"/>, <see cref="ErrorCodes.MalformedTable"/>, <see cref="ErrorCodes.MalformedJson"/>.</exception>
    public async IAsyncEnumerable<TextRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = new List<TextRow>();
        var characters = new TextBuffer();
        var bytes = new byte[PieceLength];
        long total = 0;
        int read;
        do
        {
            read = await _content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            total += read;
            RefuseLength(total);
            ParsePiece(bytes.AsSpan(0, read), read < bytes.Length, characters, rows);
            foreach (var row in rows)
            {
                yield return row;
            }

            rows.Clear();
        }
        while (read == bytes.Length);
    }

    internal static AffectException TooManyRows(TextReadingOptions options) => new(
        ErrorCodes.FileTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The file has more than {options.MaxRows:N0} rows, which is the limit; split it into smaller files."));

    private void ParsePiece(ReadOnlySpan<byte> bytes, bool isLast, TextBuffer characters, List<TextRow> rows)
    {
        characters.Clear();
        _decoder.Decode(bytes, isLast, characters);
        _parser.Push(characters.Written, rows);
        if (isLast)
        {
            _parser.Finish(rows);
        }
    }

    private void RefuseLength(long length)
    {
        if (length == 0)
        {
            throw new AffectException(ErrorCodes.EmptyFile, "The file is empty; there is nothing to read in it.");
        }

        if (length > _options.MaxFileBytes)
        {
            throw new AffectException(
                ErrorCodes.FileTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The file is larger than {_options.MaxFileBytes / (1024.0 * 1024):0.#} MiB, which is the limit for text; split it into smaller files."));
        }
    }
}
