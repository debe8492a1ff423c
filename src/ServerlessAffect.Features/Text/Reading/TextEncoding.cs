namespace ServerlessAffect.Features.Text.Reading;

/// <summary>How the bytes of a file were read.</summary>
/// <param name="Name"><c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>utf-32le</c>, <c>windows-1252</c>.</param>
/// <param name="Guessed">Neither a byte order mark nor valid UTF-8 says so.</param>
/// <param name="UndecodableSequences">How many byte sequences mean nothing in it; each was read as U+FFFD.</param>
public sealed record TextEncoding(string Name, bool Guessed, long UndecodableSequences)
{
    /// <summary>What a person should know about the reading; null where all is well.</summary>
    public string? Notice => (Guessed, UndecodableSequences) switch
    {
        (false, 0) => null,
        (true, 0) => $"Read as {Name}, which is a guess: the file is not UTF-8 and has no byte order mark. Save it as UTF-8 if characters look wrong.",
        _ => $"Read as {Name}; {UndecodableSequences} byte sequences could not be decoded and became U+FFFD. Save the file as UTF-8.",
    };
}
