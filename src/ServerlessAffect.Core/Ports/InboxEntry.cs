namespace ServerlessAffect.Core.Ports;

/// <param name="ETag">Written as <see cref="DroppedFile.ETag"/> is, so that the two can be compared.</param>
public sealed record InboxEntry(string Name, string ETag, long Bytes, DateTimeOffset LastModified);
