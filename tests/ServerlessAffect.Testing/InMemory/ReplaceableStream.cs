using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Testing.InMemory;

/// <summary>Reads a stored file as long as it is the one that was opened.</summary>
internal sealed class ReplaceableStream(byte[] content, string name, Func<bool> isCurrent, Func<Exception?> fault) : MemoryStream(content, writable: false)
{
    public override int Read(Span<byte> buffer)
    {
        RequireCurrent();
        return base.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        RequireCurrent();
        return base.Read(buffer, offset, count);
    }

    public override int ReadByte()
    {
        RequireCurrent();
        return base.ReadByte();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RequireCurrent();
        return base.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        RequireCurrent();
        return base.ReadAsync(buffer, offset, count, cancellationToken);
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        RequireCurrent();
        return base.CopyToAsync(destination, bufferSize, cancellationToken);
    }

    private void RequireCurrent()
    {
        if (fault() is { } broken)
        {
            throw broken;
        }

        if (!isCurrent())
        {
            throw new AffectException(ErrorCodes.Conflict, $"'{name}' was replaced or removed while it was read; open it again.", isTransient: true);
        }
    }
}
