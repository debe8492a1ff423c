namespace ServerlessAffect.Testing.InMemory;

/// <summary>What a blob is made of, as far as the ports can see.</summary>
public sealed record StoredFile(byte[] Content, string ETag, string? Subject, DateTimeOffset LastModified);
