using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

/// <param name="Name">Under which the file was dropped.</param>
public sealed record QuarantinedFile(string Name, ContentHash Item, byte[] Content, string? Subject, ReadingError Reason)
{
    /// <summary>A greater one each time a file is refused.</summary>
    public long Number { get; init; }
}
