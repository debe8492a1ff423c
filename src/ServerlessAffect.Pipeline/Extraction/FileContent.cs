using System.Buffers;
using System.Security.Cryptography;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>A dropped file whose identity is known and whose content can be read from the start: from memory when it is small, from storage once more when not.</summary>
internal sealed class FileContent : IDisposable
{
    private readonly byte[]? _rented;

    private FileContent(ContentHash hash, long bytes, Stream stream, byte[]? rented)
    {
        (Hash, Bytes, Stream, _rented) = (hash, bytes, stream, rented);
    }

    public ContentHash Hash { get; }

    public long Bytes { get; }

    /// <summary>At its start.</summary>
    public Stream Stream { get; }

    public static async Task<FileContent> ReadAsync(DroppedFile file, int inMemoryBytes, CancellationToken cancellationToken)
    {
        if (file.Bytes <= inMemoryBytes)
        {
            var size = (int)file.Bytes;
            var rented = ArrayPool<byte>.Shared.Rent(size);
            await file.Content.ReadExactlyAsync(rented.AsMemory(0, size), cancellationToken).ConfigureAwait(false);
            PipelineTelemetry.Bytes.Add(size);
            return new FileContent(ContentHash.Compute(rented.AsSpan(0, size)), size, new MemoryStream(rented, 0, size, writable: false), rented);
        }

        var hash = await ContentHash.ComputeAsync(file.Content, cancellationToken).ConfigureAwait(false);
        file.Content.Position = 0;
        PipelineTelemetry.Bytes.Add(file.Bytes);
        return new FileContent(hash, file.Bytes, file.Content, null);
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            // A person's words do not linger in a shared buffer.
            CryptographicOperations.ZeroMemory(_rented.AsSpan(0, (int)Bytes));
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
