using System.Buffers;
using System.Runtime.CompilerServices;

namespace ServerlessAffect.Signal.Wav;

/// <summary>A stream read ahead into one pooled buffer; seeks are never needed.</summary>
internal sealed class BufferedBytes(Stream content) : IAsyncDisposable
{
    private const int Capacity = 1 << 16;

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _start;
    private int _end;

    /// <summary>Read and not yet taken.</summary>
    public ReadOnlySpan<byte> Available => Buffer.AsSpan(_start, _end - _start);

    /// <summary>The first of the available bytes, which may be changed before they are taken.</summary>
    public Span<byte> Writable(int count) => Buffer.AsSpan(_start, count);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(BufferedBytes));

    /// <summary>Reads on until at least <paramref name="count"/> bytes are available, at most 4,096.</summary>
    /// <returns>Whether they are; false at the end of the stream.</returns>
    public ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            // Not an async method: one that has its bytes at once has nothing to allocate.
            var reading = content.ReadAsync(Room(), cancellationToken);
            if (!reading.IsCompletedSuccessfully)
            {
                return AwaitAsync(reading, count, cancellationToken);
            }

            if (!Append(reading.Result))
            {
                return ValueTask.FromResult(false);
            }
        }

        return ValueTask.FromResult(true);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitAsync(ValueTask<int> reading, int count, CancellationToken cancellationToken)
    {
        while (Append(await reading.ConfigureAwait(false)))
        {
            if (_end - _start >= count)
            {
                return true;
            }

            reading = content.ReadAsync(Room(), cancellationToken);
        }

        return false;
    }

    private Memory<byte> Room()
    {
        if (_start > 0)
        {
            Available.CopyTo(Buffer);
            (_start, _end) = (0, _end - _start);
        }

        return Buffer.AsMemory(_end);
    }

    private bool Append(int read)
    {
        _end += read;
        return read > 0;
    }

    public void Take(int count) => _start += count;

    /// <summary>Leaves out the next bytes, or all there are.</summary>
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (Available.Length == 0 && !await FillAsync(1, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            var now = (int)Math.Min(count, Available.Length);
            Take(now);
            count -= now;
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
            await content.DisposeAsync().ConfigureAwait(false);
        }
    }
}
