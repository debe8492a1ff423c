namespace ServerlessAffect.Storage.Blobs;

/// <summary>One line of a listing.</summary>
/// <param name="ETag">As <see cref="BlobTag.Text"/> writes it.</param>
internal sealed record BlobEntry(string Name, string ETag, long Bytes, DateTimeOffset LastModified);
