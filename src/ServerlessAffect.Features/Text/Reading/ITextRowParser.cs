namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Makes rows of characters that come in pieces; keeps no more than one row.</summary>
internal interface ITextRowParser
{
    /// <summary>What a person should know about how rows were found, known with the first of them; null where all is well.</summary>
    string? Notice => null;

    /// <summary>The next piece; rows that are complete are added to <paramref name="rows"/>.</summary>
    void Push(ReadOnlySpan<char> characters, List<TextRow> rows);

    /// <summary>There are no more pieces.</summary>
    void Finish(List<TextRow> rows);
}
