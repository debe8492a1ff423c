namespace ServerlessAffect.Features.Text.Reading;

/// <summary>The whole file is one document.</summary>
internal sealed class PlainTextParser(TextReadingOptions options) : ITextRowParser
{
    private readonly BoundedText _text = new(options.MaxDocumentLength);

    public void Push(ReadOnlySpan<char> characters, List<TextRow> rows) => _text.Append(characters);

    public void Finish(List<TextRow> rows) => rows.Add(_text.ToRow(0));
}
