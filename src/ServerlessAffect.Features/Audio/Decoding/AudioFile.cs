using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Signal;
using ServerlessAffect.Signal.Wav;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>Any recording, and the sound of any video, as one stream of samples: plain WAV in this process, all else through ffmpeg as a confined child.</summary>
public static class AudioFile
{
    /// <summary>Enough to find the format chunk of a WAV file.</summary>
    private const int PeekBytes = 1 << 16;

    /// <summary>Opens the sound at its own rate and with its own channels; takes <paramref name="content"/> over, also when it throws.</summary>
    /// <param name="content">The file from its beginning; need not be seekable.</param>
    /// <param name="format">What the file's name promises; other content is refused.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.NotSound"/>, <see cref="ErrorCodes.MalformedSound"/>,
    /// <see cref="ErrorCodes.UnsupportedSound"/>, <see cref="ErrorCodes.NoSound"/>, <see cref="ErrorCodes.DecodingLimit"/>, <see cref="ErrorCodes.MissingTool"/>,
    /// <see cref="ErrorCodes.DecoderFailed"/>, <see cref="ErrorCodes.UnsupportedModality"/>; reading adds <see cref="ErrorCodes.TooLong"/> and <see cref="ErrorCodes.NotFinite"/>.</exception>
    public static async Task<PcmStream> OpenAsync(Stream content, MediaFormat format, DecodingOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(options);
        PcmStream pcm;
        try
        {
            pcm = await OpenUnboundedAsync(content, format, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new BoundedPcm(pcm, options.MaxDuration);
    }

    /// <summary>Whether files of this format can be opened here at all; to be asked before many are.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.MissingTool"/>: they need ffmpeg, which is not there; <see cref="ErrorCodes.UnsupportedModality"/>.</exception>
    public static void RequireDecoder(MediaFormat format, DecodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(options);
        if (MediaContainer.Of(format) != MediaContainer.Wav)
        {
            FfmpegProgram.Locate(options.Ffmpeg, format.Name);
        }
    }

    private static async ValueTask<PcmStream> OpenUnboundedAsync(Stream content, MediaFormat format, DecodingOptions options, CancellationToken cancellationToken)
    {
        var container = MediaContainer.Of(format);
        var peek = new byte[PeekBytes];
        var peeked = peek.AsMemory(0, await content.ReadAtLeastAsync(peek, PeekBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false));
        if (peeked.Length == 0)
        {
            throw new AffectException(ErrorCodes.EmptyFile, "The file is empty; drop one that has content.");
        }

        var whole = new PrefixedStream(peeked, content);
        return container == MediaContainer.Wav && WavCoding.IsPlain(peeked.Span)
            ? await WavReader.OpenAsync(whole, cancellationToken).ConfigureAwait(false)
            : await FfmpegPcm.OpenAsync(whole, format, container, options, cancellationToken).ConfigureAwait(false);
    }
}
