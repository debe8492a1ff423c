using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Finds out how the bytes of a file will be read before any of its rows is: what cannot be decoded may stand in the last line.</summary>
public static class EncodingScan
{
    private const int PieceLength = 1 << 16;

    /// <summary>Reads <paramref name="content"/> to its end; the stream stays the caller's. The memory it needs does not grow with the file.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotText"/>, <see cref="ErrorCodes.UndecodableText"/>.</exception>
    public static async Task<TextEncoding> RunAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var decoder = new TextDecoder();
        var characters = new TextBuffer();
        var bytes = new byte[PieceLength];
        int read;
        do
        {
            read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            characters.Clear();
            decoder.Decode(bytes.AsSpan(0, read), read < bytes.Length, characters);
        }
        while (read == bytes.Length);
        return decoder.Encoding;
    }
}
