using System.Runtime.CompilerServices;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>A child's standard output, read with the clock running; its end is the child's end, good or bad.</summary>
internal sealed class ChildOutput(Stream output, WaitClock clock, Func<bool, CancellationToken, ValueTask> complete) : Stream
{
    /// <summary>Longest header that comes before the first sample.</summary>
    private const int HeaderBytes = 128;

    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Begin();
        try
        {
            var read = await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _bytes += read;
            if (read == 0)
            {
                await complete(_bytes > HeaderBytes, cancellationToken).ConfigureAwait(false);
            }

            return read;
        }
        finally
        {
            clock.End();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
