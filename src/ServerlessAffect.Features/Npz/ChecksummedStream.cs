namespace ServerlessAffect.Features.Npz;

/// <summary>Reads through and takes the CRC-32 of what was read; owns the inner stream.</summary>
internal sealed class ChecksummedStream(Stream inner) : Stream
{
    private long _position;

    /// <summary>Of everything read so far.</summary>
    public uint Checksum { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length is the archive's to say.");

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("Only read front to back.");
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Checksum = Crc32.Compute(buffer[..read], Checksum);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Only read front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("Only read front to back.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only read front to back.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
