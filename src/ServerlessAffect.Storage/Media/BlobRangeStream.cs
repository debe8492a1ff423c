using System.Buffers;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Storage.Blobs;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Media;

/// <summary>A blob as a seekable stream that holds one range at a time: memory does not grow with the blob. Every range is fetched under the ETag that was opened,
/// so the bytes are those of one version or the read fails. Not safe for concurrent use.</summary>
internal sealed class BlobRangeStream : Stream
{
    private readonly BlobClient _blob;
    private readonly string _container;
    private readonly string _eTag;
    private byte[] _range;
    private long _rangeStart;
    private int _rangeLength;
    private long _position;
    private bool _disposed;

    private BlobRangeStream(BlobClient blob, string container, string eTag, long length, byte[] firstRange, int firstLength)
    {
        (_blob, _container, _eTag, Length, _range, _rangeLength) = (blob, container, eTag, length, firstRange, firstLength);
    }

    /// <summary>Bytes that come with opening: most texts are smaller, and cost one request in all.</summary>
    public const int FirstRangeBytes = 256 * 1024;

    /// <summary>Bytes of every later range.</summary>
    public const int RangeBytes = 4 * 1024 * 1024;

    public override bool CanRead => !_disposed;

    public override bool CanSeek => !_disposed;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <param name="download">The answer to a request for the first <see cref="FirstRangeBytes"/>; disposed here.</param>
    public static async Task<BlobRangeStream> OpenAsync(BlobClient blob, string container, BlobDownloadStreamingResult download, CancellationToken cancellationToken)
    {
        using (download)
        {
            var details = download.Details;
            var length = details.ContentRange is { } range ? TotalOf(range) : details.ContentLength;
            var firstLength = checked((int)details.ContentLength);
            var first = ArrayPool<byte>.Shared.Rent(firstLength);
            await download.Content.ReadExactlyAsync(first.AsMemory(0, firstLength), cancellationToken).ConfigureAwait(false);
            return new BlobRangeStream(blob, container, BlobTag.Text(details.ETag), length, first, firstLength);
        }
    }

    /// <summary>Nothing has been fetched yet.</summary>
    public static BlobRangeStream Unread(BlobClient blob, string container, string eTag, long length) => new(blob, container, eTag, length, ArrayPool<byte>.Shared.Rent(1), 0);

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        SeekOrigin.End => Length,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (buffer.IsEmpty || _position >= Length)
        {
            return 0;
        }

        if (!IsInRange)
        {
            // The synchronous readers of this project's own formats are few; the asynchronous way does the same work.
            FetchAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        return Copy(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (buffer.IsEmpty || _position >= Length)
        {
            return 0;
        }

        if (!IsInRange)
        {
            await FetchAsync(cancellationToken).ConfigureAwait(false);
        }

        return Copy(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A dropped file is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A dropped file is read only.");

    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_range, clearArray: true);
            _range = [];
        }

        base.Dispose(disposing);
    }

    private bool IsInRange => _position >= _rangeStart && _position < _rangeStart + _rangeLength;

    private static long TotalOf(string contentRange) =>
        long.TryParse(contentRange.AsSpan(contentRange.IndexOf('/', StringComparison.Ordinal) + 1), out var total)
            ? total
            : throw new AffectException(ErrorCodes.StorageUnavailable, "The storage answered a range without the length of the whole.");

    private int Copy(Span<byte> destination)
    {
        var available = _range.AsSpan(0, _rangeLength)[(int)(_position - _rangeStart)..];
        var count = Math.Min(available.Length, destination.Length);
        available[..count].CopyTo(destination);
        _position += count;
        return count;
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(RangeBytes, Length - _position);
        if (_range.Length < count)
        {
            ArrayPool<byte>.Shared.Return(_range, clearArray: true);
            _range = ArrayPool<byte>.Shared.Rent(count);
        }

        _rangeLength = 0;
        await StorageCall.RunAsync("read range", _container, async () =>
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(_position, count), Conditions = new BlobRequestConditions { IfMatch = BlobTag.Parse(_eTag) } };
            try
            {
                var response = await _blob.DownloadStreamingAsync(options, cancellationToken).ConfigureAwait(false);
                using var download = response.Value;
                await download.Content.ReadExactlyAsync(_range.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                return count;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412 or 416)
            {
                throw new AffectException(ErrorCodes.Conflict, "The file was replaced or removed while it was read; open it again.", e, isTransient: true);
            }
        }, cancellationToken).ConfigureAwait(false);
        (_rangeStart, _rangeLength) = (_position, count);
    }
}
