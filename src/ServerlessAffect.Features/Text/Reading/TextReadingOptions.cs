namespace ServerlessAffect.Features.Text.Reading;

/// <summary>What is read of a text file, and how much at most.</summary>
public sealed record TextReadingOptions
{
    /// <summary>Name of the csv column or json member that holds the text; null: found by its name (text, tweet, content, body, message, utterance and the like),
    /// else the only column.</summary>
    public string? TextColumn { get; init; }

    /// <summary>Bytes of a file; default 64 MiB. A longer one is refused, unread where its length is known.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Characters of one document; default 1,000,000. A longer one is rejected, the rest of the file is still read.</summary>
    public int MaxDocumentLength { get; init; } = 1_000_000;

    /// <summary>Columns of a table; default 1,000. A wider one is refused.</summary>
    public int MaxColumns { get; init; } = 1_000;

    /// <summary>Rows of a file; default 1,000,000. A file with more is refused.</summary>
    public int MaxRows { get; init; } = 1_000_000;
}
