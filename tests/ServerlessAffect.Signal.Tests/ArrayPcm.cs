namespace ServerlessAffect.Signal.Tests;

/// <summary>Samples in memory as a stream, in blocks of a size of the test's choice.</summary>
internal sealed class ArrayPcm(float[] interleaved, int sampleRate, int channels, int blockFrames = int.MaxValue, bool late = false) : PcmStream
{
    private int _position;

    public override int SampleRate => sampleRate;

    public override int Channels => channels;

    public override ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken) =>
        late ? LateAsync(destination) : ValueTask.FromResult(Read(destination.Span));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<int> LateAsync(Memory<float> destination)
    {
        await Task.Yield();
        return Read(destination.Span);
    }

    private int Read(Span<float> destination)
    {
        var frames = Math.Min(Math.Min(blockFrames, destination.Length / channels), (interleaved.Length - _position) / channels);
        interleaved.AsSpan(_position, frames * channels).CopyTo(destination);
        _position += frames * channels;
        return frames * channels;
    }
}
