namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>What one child is to decode.</summary>
/// <param name="MediaName">Extension, for sentences.</param>
/// <param name="IsMarked">The file begins as its container does.</param>
/// <param name="Content">A <see cref="SeekableContent"/> to open, or a stream to be fed.</param>
internal sealed record FfmpegJob(string MediaName, MediaContainer Container, bool IsMarked, IAsyncDisposable Content);
