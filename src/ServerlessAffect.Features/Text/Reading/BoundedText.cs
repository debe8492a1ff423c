using System.Text;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Text that is collected up to a limit; what comes after is counted but not kept.</summary>
internal sealed class BoundedText(int limit)
{
    private readonly StringBuilder _text = new();

    public bool TooLong { get; private set; }

    /// <summary>Whether anything but white space came.</summary>
    public bool HasContent { get; private set; }

    public void Append(ReadOnlySpan<char> characters)
    {
        HasContent = HasContent || !characters.IsWhiteSpace();
        var room = limit - _text.Length;
        TooLong = TooLong || characters.Length > room;
        _text.Append(characters[..Math.Min(characters.Length, room)]);
    }

    public void Append(char character) => Append([character]);

    public void Clear()
    {
        _text.Clear();
        if (_text.Capacity > 1 << 16)
        {
            _text.Capacity = 1 << 12;
        }

        (TooLong, HasContent) = (false, false);
    }

    public override string ToString() => _text.ToString();

    /// <summary>The row of what was collected, if it can be used.</summary>
    public TextRow ToRow(int row) => this switch
    {
        { TooLong: true } => TooLongRow(row, limit),
        { HasContent: false } => EmptyRow(row),
        _ => TextRow.Of(row, ToString()),
    };

    public static TextRow TooLongRow(int row, int limit) => TextRow.Reject(
        row,
        Core.Errors.ErrorCodes.DocumentTooLong,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The text is longer than {limit:N0} characters; split it into shorter documents."));

    public static TextRow EmptyRow(int row) => TextRow.Reject(row, Core.Errors.ErrorCodes.EmptyText, "The text is empty; there is nothing to read in it.");
}
