namespace ServerlessAffect.Core.Ports;

/// <summary>A file of the inbox, open for reading.</summary>
public sealed class DroppedFile(string name, string eTag, long bytes, string? subject, Stream content) : IAsyncDisposable
{
    /// <summary>Relative to <c>inbox/</c>.</summary>
    public string Name { get; } = name;

    public string ETag { get; } = eTag;

    public long Bytes { get; } = bytes;

    /// <summary>The blob's metadata <c>subject</c>, percent-decoded.</summary>
    public string? Subject { get; } = subject;

    /// <summary>Seekable; ranges are fetched as they are read.</summary>
    public Stream Content { get; } = content;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
