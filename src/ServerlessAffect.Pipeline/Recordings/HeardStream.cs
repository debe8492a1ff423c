using ServerlessAffect.Signal;

namespace ServerlessAffect.Pipeline.Recordings;

/// <summary>Lets a track hear what is read of a mono stream.</summary>
/// <param name="mono">Taken over.</param>
/// <param name="track">Stays the caller's.</param>
internal sealed class HeardStream(PcmStream mono, VoiceTrack track) : PcmStream
{
    public override int SampleRate => mono.SampleRate;

    public override int Channels => 1;

    public override IReadOnlyList<string> Notices => mono.Notices;

    public override ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        var reading = mono.ReadAsync(interleaved, cancellationToken);
        return reading.IsCompletedSuccessfully ? ValueTask.FromResult(Hear(reading.Result, interleaved)) : AwaitAsync(reading, interleaved);
    }

    public override ValueTask DisposeAsync() => mono.DisposeAsync();

    private async ValueTask<int> AwaitAsync(ValueTask<int> reading, Memory<float> interleaved) => Hear(await reading.ConfigureAwait(false), interleaved);

    private int Hear(int count, Memory<float> interleaved)
    {
        track.Append(interleaved.Span[..count]);
        return count;
    }
}
