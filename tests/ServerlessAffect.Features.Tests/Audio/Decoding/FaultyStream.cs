namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>Bytes in pieces of 1,000; once so many were read, something happens.</summary>
internal sealed class FaultyStream(byte[] bytes, int after, Action happens) : MemoryStream(bytes)
{
    private bool _happened;

    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_happened && Position >= after)
        {
            _happened = true;
            await Task.Yield();
            happens();
        }

        return Read(buffer.Span[..Math.Min(1000, buffer.Length)]);
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new NotSupportedException();
}
