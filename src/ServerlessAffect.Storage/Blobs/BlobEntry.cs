namespace ServerlessAffect.Storage.Blobs;

/// <summary>One line of a listing.</summary>
/// <param name="ETag">As <see cref="BlobTag.Text"/> writes it.</param>
/// <param name="Metadata">Null where they were not asked for.</param>
internal sealed record BlobEntry(string Name, string ETag, long Bytes, DateTimeOffset LastModified, IDictionary<string, string>? Metadata);
