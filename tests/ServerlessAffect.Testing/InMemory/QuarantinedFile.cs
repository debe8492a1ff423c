using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

/// <param name="Name">Under which the file was dropped.</param>
public sealed record QuarantinedFile(string Name, ContentHash Item, byte[] Content, string? Subject, ReadingError Reason);
