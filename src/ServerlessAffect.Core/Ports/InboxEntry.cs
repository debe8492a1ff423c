namespace ServerlessAffect.Core.Ports;

public sealed record InboxEntry(string Name, string ETag, long Bytes, DateTimeOffset LastModified);
