using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

/// <param name="SourceETag">Of the inbox file that was moved here.</param>
public sealed record QuarantinedFile(byte[] Content, string? Subject, string SourceETag, ReadingError Reason);
