namespace ServerlessAffect.Storage.Blobs;

/// <summary>A whole blob in memory.</summary>
/// <param name="ETag">As <see cref="BlobTag.Text"/> writes it.</param>
internal sealed record BlobContent(byte[] Bytes, string ETag);
