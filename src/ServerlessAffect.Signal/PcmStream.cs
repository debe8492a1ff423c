namespace ServerlessAffect.Signal;

/// <summary>Sound read front to back in blocks, so that memory does not grow with length. For one reader at a time; owns what it reads from.</summary>
public abstract class PcmStream : IAsyncDisposable
{
    /// <summary>Samples per second and channel (Hz).</summary>
    public abstract int SampleRate { get; }

    /// <summary>From 1.</summary>
    public abstract int Channels { get; }

    /// <summary>What was odd about the source and how it was taken, as sentences for people; complete once the end has been read.</summary>
    public virtual IReadOnlyList<string> Notices => [];

    /// <summary>Reads the next samples, full scale being -1 to 1; floating-point sources may go beyond. Never NaN or infinite.</summary>
    /// <param name="interleaved">Where they go, channel after channel of each sample time; a multiple of <see cref="Channels"/>, not empty.</param>
    /// <returns>How many values were written, a multiple of <see cref="Channels"/>; 0 at the end and only there.</returns>
    /// <exception cref="Core.Errors.AffectException">The sound cannot be decoded further, a limit was reached, or there is not a single sample.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
